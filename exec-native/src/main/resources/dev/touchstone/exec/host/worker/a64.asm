// The worker for A64. Names in braces are constants of Layout and its kin. x28 is the slot, x26 its outcome, x27 the control
// block.
start:
    ldr x0, ={WORKER_STACK_END}
    mov sp, x0
    ldr x27, ={CONTROL}
    ldr x20, ={STARTUP}
    bl calls

answer:
    ldr x20, ={ANSWER}
    bl calls
    ldr w0, [x27, #{COMMAND_COUNT_AT}]
    str w0, [x27, #{LEFT_AT}]
    ldr w28, [x27, #{COMMAND_AT}]

run:
    // The code, in pieces of 64 bytes: what stands behind it is zero up to there. What the snippet before left behind
    // this one's end becomes zeros, which are no instruction.
    ldr w1, [x28, #{CODE_AT}]
    ldr x0, ={CODE_VIEW}
    ldr w2, [x28, #{CODE_SIZE}]
    add w2, w2, #63
    and w2, w2, #0xffffffc0
    mov w3, w2
    // Most snippets come twice in a row, with two states: what is there already needs no writing, and no translation.
    ldr w4, [x27, #{LAST_CODE_AT}]
    ldr w5, [x28, #{ENTRY_BRANCH}]
    ldr w6, [x27, #{ENTERED_AT}]
    cmp w4, w2
    ccmp w5, w6, #0, eq
    b.ne load_code
compare_code:
    ldp x4, x5, [x0], #16
    ldp x6, x7, [x1], #16
    cmp x4, x6
    ccmp x5, x7, #0, eq
    b.ne other_code
    subs w3, w3, #16
    b.ne compare_code
    b code_is_there
other_code:
    ldr w1, [x28, #{CODE_AT}]
    ldr x0, ={CODE_VIEW}
    mov w3, w2
load_code:
    ldp q0, q1, [x1]
    ldp q2, q3, [x1, #32]
    stp q0, q1, [x0]
    stp q2, q3, [x0, #32]
    add x1, x1, #64
    add x0, x0, #64
    subs w3, w3, #64
    b.ne load_code
    movi v0.2d, #0
    ldr w4, [x27, #{LAST_CODE_AT}]
    str w2, [x27, #{LAST_CODE_AT}]
    subs w3, w4, w2
    b.ls code_is_clear
    mov w2, w4
clear_code:
    stp q0, q0, [x0]
    stp q0, q0, [x0, #32]
    add x0, x0, #64
    subs w3, w3, #64
    b.ne clear_code
code_is_clear:
    ldr w5, [x28, #{ENTRY_BRANCH}]
    ldr w6, [x27, #{ENTERED_AT}]
    cmp w5, w6
    b.eq gate_is_set
    str w5, [x27, #{ENTERED_AT}]
    ldr x0, ={ENTRY_GATE_VIEW}
    str w5, [x0]
    mov w2, #{CODE_BYTES}
gate_is_set:
    ldr x20, ={PUBLISH}
    ldr x21, ={PUBLISH_ALL}
    cmp w2, #1, lsl #12
    csel x20, x20, x21, ls
    // The caches; no line of them is shorter than 16 bytes.
    ldr x0, ={CODE_VIEW}
    ldr x1, ={CODE}
    add x3, x0, x2
    add x4, x1, x2
clean:
    dc cvau, x0
    add x0, x0, #16
    cmp x0, x3
    b.lo clean
    dsb ish
invalidate:
    ic ivau, x1
    add x1, x1, #16
    cmp x1, x4
    b.lo invalidate
    dsb ish
    isb
    bl calls
code_is_there:

    movi v0.2d, #0
    ldr x0, ={DATA}
    mov x2, #{DATA_HOT_BYTES}
    bl zero
    ldr x0, ={STACK_HOT}
    mov x2, #{STACK_HOT_BYTES}
    bl zero
    ldr x0, ={DATA}
    ldr w1, [x28, #{DATA_AT}]
    ldr w2, [x28, #{DATA_SIZE}]
    bl copy
    ldr w0, [x28, #{STACK_TO}]
    ldr w1, [x28, #{STACK_AT}]
    ldr w2, [x28, #{STACK_SIZE}]
    bl copy

    ldr w0, [x28, #{LIMIT}]
    mov w1, #{RUNNING}
    add x26, x28, #{OUTPUT_PAGES}, lsl #12
    str wzr, [x27, #{TICKS_AT}]
    str w0, [x27, #{TICK_LIMIT_AT}]
    str w28, [x27, #{SLOT_AT}]
    str w1, [x26, #{STATUS}]

    add x0, x28, #{Z0}
    {LOAD_VECTORS}
    ldr x0, [x28, #{FPCR}]
    ldr x1, [x28, #{FPSR}]
    ldr x2, [x28, #{NZCV}]
    ldr x3, [x28, #{SP}]
    msr fpcr, x0
    msr fpsr, x1
    msr nzcv, x2
    mov sp, x3
    // What the snippet before may have left where no state tells it.
    msr tpidr_el0, xzr
    clrex
    ldp x0, x1, [x28, #{X0}]
    ldp x2, x3, [x28, #{X2}]
    ldp x4, x5, [x28, #{X4}]
    ldp x6, x7, [x28, #{X6}]
    ldp x8, x9, [x28, #{X8}]
    ldp x10, x11, [x28, #{X10}]
    ldp x12, x13, [x28, #{X12}]
    ldp x14, x15, [x28, #{X14}]
    ldp x16, x17, [x28, #{X16}]
    ldp x18, x19, [x28, #{X18}]
    ldp x20, x21, [x28, #{X20}]
    ldp x22, x23, [x28, #{X22}]
    ldp x24, x25, [x28, #{X24}]
    ldp x26, x27, [x28, #{X26}]
    ldr x30, [x28, #{X30}]
    ldp x28, x29, [x28, #{X28}]
    b start + {ENTRY_GATE_FROM_TEXT}

// Where the branch behind a snippet's code leads. No register is free, and the thread's own one is.
leave_snippet:
    msr tpidr_el0, x26
    ldr x26, ={SLOT}
    ldr w26, [x26]
    add x26, x26, #{OUTPUT_PAGES}, lsl #12
    stp x0, x1, [x26, #{X0}]
    stp x2, x3, [x26, #{X2}]
    stp x4, x5, [x26, #{X4}]
    stp x6, x7, [x26, #{X6}]
    stp x8, x9, [x26, #{X8}]
    stp x10, x11, [x26, #{X10}]
    stp x12, x13, [x26, #{X12}]
    stp x14, x15, [x26, #{X14}]
    stp x16, x17, [x26, #{X16}]
    stp x18, x19, [x26, #{X18}]
    stp x20, x21, [x26, #{X20}]
    stp x22, x23, [x26, #{X22}]
    stp x24, x25, [x26, #{X24}]
    stp x28, x29, [x26, #{X28}]
    mrs x0, tpidr_el0
    stp x0, x27, [x26, #{X26}]
    mov x1, sp
    stp x30, x1, [x26, #{X30}]
    mrs x0, nzcv
    str x0, [x26, #{NZCV}]
    mov w0, #{COMPLETED}

// w0 is the status. Vectors and their registers of control are the snippet's still.
save:
    str w0, [x26, #{STATUS}]
    ldr x0, ={WORKER_STACK_END}
    mov sp, x0
    ldr x27, ={CONTROL}
    ldr w28, [x27, #{SLOT_AT}]
    add x0, x26, #{Z0}
    {STORE_VECTORS}
    mrs x0, fpcr
    mrs x1, fpsr
    str x0, [x26, #{FPCR}]
    str x1, [x26, #{FPSR}]
    ldr w0, [x28, #{DATA_AT}]
    add x0, x0, #{OUTPUT_PAGES}, lsl #12
    ldr x1, ={DATA}
    ldr w2, [x28, #{DATA_SIZE}]
    bl copy
    ldr w0, [x28, #{STACK_AT}]
    add x0, x0, #{OUTPUT_PAGES}, lsl #12
    ldr w1, [x28, #{STACK_TO}]
    ldr w2, [x28, #{STACK_SIZE}]
    bl copy

next:
    ldr w0, [x27, #{THAWED_AT}]
    cbz w0, frozen
    str wzr, [x27, #{THAWED_AT}]
    ldr x20, ={FREEZE}
    bl calls
frozen:
    ldr w28, [x28, #{NEXT}]
    ldr w0, [x27, #{LEFT_AT}]
    subs w0, w0, #1
    str w0, [x27, #{LEFT_AT}]
    b.ne run
    b answer

// Writes zeros to x2 bytes at x0, both multiples of 4096.
zero:
    mrs x3, dczid_el0
    tbnz x3, #4, zero_by_stores
    mov w4, #4
    lsl w3, w4, w3
zero_block:
    dc zva, x0
    add x0, x0, x3
    subs x2, x2, x3
    b.ne zero_block
    ret
zero_by_stores:
    stp q0, q0, [x0], #32
    subs x2, x2, #32
    b.ne zero_by_stores
    ret

// Copies x2 bytes from x1 to x0.
copy:
    subs x2, x2, #32
    b.lo copy_rest
copy_block:
    ldp q0, q1, [x1], #32
    stp q0, q1, [x0], #32
    subs x2, x2, #32
    b.hs copy_block
copy_rest:
    adds x2, x2, #32
    b.eq copied
copy_byte:
    ldrb w3, [x1], #1
    strb w3, [x0], #1
    subs x2, x2, #1
    b.ne copy_byte
copied:
    ret

// Makes the system calls of the table whose address is at x20.
calls:
    ldr w20, [x20]
call:
    ldr x8, [x20]
    cmn x8, #1
    b.eq called
    ldp x0, x1, [x20, #8]
    ldp x2, x3, [x20, #24]
    ldp x4, x5, [x20, #40]
    svc #0
    ldr x1, [x20, #56]
    cmp x0, x1
    b.ne refused
    add x20, x20, #72
    b call
called:
    ret
refused:
    ldr x0, [x20, #64]
    mov x8, #{EXIT}
    svc #0

// w0: the signal; x1: its siginfo; x2: the context. All of these are on the signal stack.
handler:
    ldr x27, ={CONTROL}
    ldr w28, [x27, #{SLOT_AT}]
    add x26, x28, #{OUTPUT_PAGES}, lsl #12
    cmp w0, #{SIGVTALRM}
    b.eq tick
    cmp w0, #{SIGSEGV}
    b.ne fault
    ldr w3, [x27, #{THAWED_AT}]
    cbnz w3, fault
    // An access to a page that is frozen: thaw all, and go on.
    ldr x3, [x1, #{SIGINFO_ADDRESS}]
    ldr x4, ={DATA}
    sub x4, x3, x4
    mov x5, #{DATA_BYTES}
    cmp x4, x5
    b.lo thaw
    ldr x4, ={STACK}
    sub x4, x3, x4
    mov x5, #{STACK_BYTES}
    cmp x4, x5
    b.hs fault
thaw:
    mov w3, #1
    str w3, [x27, #{THAWED_AT}]
    ldr x20, ={THAW}
    bl calls
    b restorer

// A tick while the worker itself runs does not count.
tick:
    ldr x3, [x2, #{CONTEXT_POINTER}]
    ldr x4, ={TEXT}
    sub x3, x3, x4
    ldr x4, ={CONTROL_FROM_TEXT}
    cmp x3, x4
    b.lo restorer
    ldr w3, [x27, #{TICKS_AT}]
    add w3, w3, #1
    str w3, [x27, #{TICKS_AT}]
    ldr w4, [x27, #{TICK_LIMIT_AT}]
    cmp w3, w4
    b.lo restorer
    mov w0, #{TIMED_OUT}
    str w0, [x26, #{STATUS}]
    ldr x0, ={WORKER_STACK_END}
    mov sp, x0
    b next

restorer:
    mov x8, #{RT_SIGRETURN}
    svc #0

// A fault of the worker itself is the damage that some snippet did before.
fault:
    ldr x3, [x2, #{CONTEXT_POINTER}]
    adr x4, start
    adr x5, end
    cmp x3, x4
    ccmp x3, x5, #2, hs
    b.lo broken
    ldp x3, x4, [x1]
    ldp x5, x6, [x1, #16]
    add x0, x26, #{SIGNAL}
    stp x3, x4, [x0]
    stp x5, x6, [x0, #16]
    // x0 to x30, sp, pc and flags stand in the same order in context and slot.
    add x0, x2, #{CONTEXT_REGISTERS}
    add x1, x26, #{X0}
    mov w2, #17
move_registers:
    ldp x3, x4, [x0], #16
    stp x3, x4, [x1], #16
    subs w2, w2, #1
    b.ne move_registers
    mov w0, #{FAULTED}
    b save
broken:
    mov x0, #{BROKEN}
    mov x8, #{EXIT}
    svc #0
end:
