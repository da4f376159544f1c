// The worker for A32 and T32, in A32. Names in braces are constants of Layout and its kin. r11 is the slot, r8 its outcome, r10 the
// control block.
start:
    ldr sp, ={WORKER_STACK_END}
    ldr r10, ={CONTROL}
    ldr r9, ={STARTUP}
    bl calls
    // Each word of the landing becomes a branch to the way out.
    ldr r0, ={LANDING}
    ldr r1, ={BRANCH_TO_LANDING}
    ldr r2, =leave_snippet
    sub r1, r2, r1
    lsr r1, r1, #2
    bic r1, r1, #0xff000000
    orr r1, r1, #0xea000000
    ldr r2, ={LANDING_WORDS}
land:
    str r1, [r0], #4
    sub r1, r1, #1
    subs r2, r2, #1
    bne land
    ldr r9, ={LAND}
    bl calls

answer:
    ldr r9, ={ANSWER}
    bl calls
    ldr r0, [r10, #{COMMAND_COUNT_AT}]
    str r0, [r10, #{LEFT_AT}]
    ldr r11, [r10, #{COMMAND_AT}]

run:
    // The code, in pieces of 64 bytes: behind it are instructions that fault. So becomes what the snippet before left
    // behind this one's end.
    ldr r1, [r11, #{CODE_AT}]
    ldr r0, ={CODE_VIEW}
    ldr r2, [r11, #{CODE_SIZE}]
    add r2, r2, #63
    bic r2, r2, #63
    mov r3, r2
    // Most snippets come twice in a row, with two states: what is there already needs no writing, and no translation.
    ldr r4, [r10, #{LAST_CODE_AT}]
    cmp r4, r2
    bne load_code
compare_code:
    ldmia r0!, {r4, r5}
    ldmia r1!, {r6, r7}
    cmp r4, r6
    cmpeq r5, r7
    bne other_code
    subs r3, r3, #8
    bne compare_code
    b code_is_there
other_code:
    ldr r1, [r11, #{CODE_AT}]
    ldr r0, ={CODE_VIEW}
    mov r3, r2
load_code:
    vldmia r1!, {d0-d7}
    vstmia r0!, {d0-d7}
    subs r3, r3, #64
    bne load_code
    ldr r4, [r10, #{LAST_CODE_AT}]
    str r2, [r10, #{LAST_CODE_AT}]
    subs r3, r4, r2
    bls code_is_clear
    mov r2, r4
    ldr r5, [r11, #{TRAP}]
    vdup.32 q0, r5
    vdup.32 q1, r5
    vdup.32 q2, r5
    vdup.32 q3, r5
clear_code:
    vstmia r0!, {d0-d7}
    subs r3, r3, #64
    bne clear_code
code_is_clear:
    ldr r9, ={PUBLISH}
    cmp r2, #0x1000
    ldrhi r9, ={PUBLISH_ALL}
    bl calls
code_is_there:

    vmov.i32 q0, #0
    vmov.i32 q1, #0
    vmov.i32 q2, #0
    vmov.i32 q3, #0
    vmov.i32 q4, #0
    vmov.i32 q5, #0
    vmov.i32 q6, #0
    vmov.i32 q7, #0
    ldr r0, ={DATA}
    ldr r2, ={DATA_HOT_BYTES}
    bl zero
    ldr r0, ={STACK_HOT}
    ldr r2, ={STACK_HOT_BYTES}
    bl zero
    ldr r0, ={DATA}
    ldr r1, [r11, #{DATA_AT}]
    ldr r2, [r11, #{DATA_SIZE}]
    bl copy
    ldr r0, [r11, #{STACK_TO}]
    ldr r1, [r11, #{STACK_AT}]
    ldr r2, [r11, #{STACK_SIZE}]
    bl copy

    mov r0, #0
    str r0, [r10, #{TICKS_AT}]
    ldr r0, [r11, #{LIMIT}]
    str r0, [r10, #{TICK_LIMIT_AT}]
    str r11, [r10, #{SLOT_AT}]
    add r8, r11, #{OUTPUT}
    mov r0, #{RUNNING}
    str r0, [r8, #{STATUS}]

    add r0, r11, #{Q0}
    vldmia r0!, {d0-d15}
    vldmia r0!, {d16-d31}
    // What the snippet before may have left where no state tells it.
    clrex
    mov r0, #0
    mcr p15, 0, r0, c13, c0, 2
    ldr r0, [r11, #{FPSCR}]
    vmsr fpscr, r0
    ldr r0, [r11, #{CPSR}]
    add lr, r11, #{R0}
    msr cpsr_fs, r0
    ldmia lr, {r0-r15}

// Where the jump behind a snippet's code leads. No register is free, and the thread's own one is.
// It may have made itself big-endian.
leave_snippet_t32:
    {LITTLE_ENDIAN_T32}
    mcr p15, 0, lr, c13, c0, 2
    ldr lr, ={SLOT}
    ldr lr, [lr]
    add lr, lr, #{OUTPUT}
    add lr, lr, #{R0}
    stmia lr, {r0-r13}
    mrs r1, cpsr
    orr r1, r1, #0x20
    b left
leave_snippet:
    {LITTLE_ENDIAN}
    mcr p15, 0, lr, c13, c0, 2
    ldr lr, ={SLOT}
    ldr lr, [lr]
    add lr, lr, #{OUTPUT}
    add lr, lr, #{R0}
    stmia lr, {r0-r13}
    mrs r1, cpsr
left:
    sub r8, lr, #{R0}
    mrc p15, 0, r0, c13, c0, 2
    str r0, [r8, #{LR}]
    str r1, [r8, #{CPSR}]
    mov r0, #{COMPLETED}

// r0 is the status. Vectors and their register of control are the snippet's still.
save:
    str r0, [r8, #{STATUS}]
    ldr sp, ={WORKER_STACK_END}
    ldr r10, ={CONTROL}
    ldr r11, [r10, #{SLOT_AT}]
    add r0, r8, #{Q0}
    vstmia r0!, {d0-d15}
    vstmia r0!, {d16-d31}
    vmrs r0, fpscr
    str r0, [r8, #{FPSCR}]
    ldr r0, [r11, #{DATA_AT}]
    add r0, r0, #{OUTPUT}
    ldr r1, ={DATA}
    ldr r2, [r11, #{DATA_SIZE}]
    bl copy
    ldr r0, [r11, #{STACK_AT}]
    add r0, r0, #{OUTPUT}
    ldr r1, [r11, #{STACK_TO}]
    ldr r2, [r11, #{STACK_SIZE}]
    bl copy

next:
    ldr r0, [r10, #{THAWED_AT}]
    cmp r0, #0
    beq frozen
    mov r0, #0
    str r0, [r10, #{THAWED_AT}]
    ldr r9, ={FREEZE}
    bl calls
frozen:
    ldr r11, [r11, #{NEXT}]
    ldr r0, [r10, #{LEFT_AT}]
    subs r0, r0, #1
    str r0, [r10, #{LEFT_AT}]
    bne run
    b answer

// Writes q0 to q7 over r2 bytes at r0, a multiple of 128.
zero:
    vstmia r0!, {d0-d15}
    subs r2, r2, #128
    bne zero
    bx lr

// Copies r2 bytes from r1 to r0.
copy:
    subs r2, r2, #32
    blo copy_rest
copy_block:
    vld1.8 {d0-d3}, [r1]!
    vst1.8 {d0-d3}, [r0]!
    subs r2, r2, #32
    bhs copy_block
copy_rest:
    adds r2, r2, #32
    bxeq lr
copy_byte:
    ldrb r3, [r1], #1
    strb r3, [r0], #1
    subs r2, r2, #1
    bne copy_byte
    bx lr

// Makes the system calls of the table whose address is at r9.
calls:
    ldr r9, [r9]
call:
    ldr r7, [r9]
    cmn r7, #1
    bxeq lr
    ldmib r9, {r0-r5}
    svc #0
    ldr r1, [r9, #28]
    cmp r0, r1
    bne refused
    add r9, r9, #36
    b call
refused:
    ldr r0, [r9, #32]
    mov r7, #{EXIT}
    svc #0

// r0: the signal; r1: its siginfo; r2: the context. All of these are on the signal stack.
handler:
    ldr r10, ={CONTROL}
    ldr r11, [r10, #{SLOT_AT}]
    add r8, r11, #{OUTPUT}
    cmp r0, #{SIGVTALRM}
    beq tick
    cmp r0, #{SIGSEGV}
    bne fault
    ldr r3, [r10, #{THAWED_AT}]
    cmp r3, #0
    bne fault
    // An access to a page that is frozen: thaw all, and go on.
    ldr r3, [r1, #{SIGINFO_ADDRESS}]
    ldr r4, ={DATA}
    sub r4, r3, r4
    cmp r4, #{DATA_BYTES}
    blo thaw
    ldr r4, ={STACK}
    sub r4, r3, r4
    cmp r4, #{STACK_BYTES}
    bhs fault
thaw:
    mov r3, #1
    str r3, [r10, #{THAWED_AT}]
    ldr r9, ={THAW}
    bl calls
    b restorer

// A tick while the worker itself runs does not count.
tick:
    ldr r3, [r2, #{CONTEXT_POINTER}]
    ldr r4, ={TEXT}
    sub r3, r3, r4
    ldr r4, ={CONTROL_FROM_TEXT}
    cmp r3, r4
    blo restorer
    ldr r3, [r10, #{TICKS_AT}]
    add r3, r3, #1
    str r3, [r10, #{TICKS_AT}]
    ldr r4, [r10, #{TICK_LIMIT_AT}]
    cmp r3, r4
    blo restorer
    mov r0, #{TIMED_OUT}
    str r0, [r8, #{STATUS}]
    ldr sp, ={WORKER_STACK_END}
    b next

restorer:
    mov r7, #{RT_SIGRETURN}
    svc #0

// A fault of the worker itself is the damage that some snippet did before.
fault:
    ldr r3, [r2, #{CONTEXT_POINTER}]
    ldr r4, ={TEXT}
    sub r3, r3, r4
    ldr r4, size
    cmp r3, r4
    blo broken
    ldmia r1, {r3-r7, r9, r10, r12}
    add r0, r8, #{SIGNAL}
    stmia r0, {r3-r7, r9, r10, r12}
    // r0 to r15 and cpsr stand in the same order in context and slot.
    add r0, r2, #{CONTEXT_REGISTERS}
    add r1, r8, #{R0}
    mov r2, #17
move_registers:
    ldr r3, [r0], #4
    str r3, [r1], #4
    subs r2, r2, #1
    bne move_registers
    mov r0, #{FAULTED}
    b save
broken:
    mov r0, #{BROKEN}
    mov r7, #{EXIT}
    svc #0
size:
    .word end - start
end:
