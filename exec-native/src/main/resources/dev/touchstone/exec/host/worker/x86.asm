// The worker for x86-64 and x86-32: start, system calls, signals. `x86-run.asm` and `x86-switch.asm` follow. It is 64-bit code
// for both; snippets of 32-bit code run in compatibility mode, where a switch of the code segment takes them and brings them back.
// Names in braces are constants of Layout and its kin. What the worker owns stands `hidden` bytes above where Layout has it.
.extern hidden
start:
    lea rsp, [hidden + {WORKER_STACK_END}]
    mov ebx, [hidden + {STARTUP}]
    call calls
    // The gate: jmp [rip], and the address. Before it, for 32-bit code: jmp far, the address, the segment.
    lea rax, [leave_snippet]
    mov [hidden + {CODE_VIEW} + {GATE_TARGET}], rax
    mov dword ptr [hidden + {CODE_VIEW} + {GATE}], 0x25ff
    mov byte ptr [hidden + {CODE_VIEW} + {FAR_GATE}], 0xea
    mov dword ptr [hidden + {CODE_VIEW} + {FAR_GATE} + 1], {FAR_GATE_TARGET}
    mov word ptr [hidden + {CODE_VIEW} + {FAR_GATE} + 5], 0x33

answer:
    mov ebx, [hidden + {ANSWER}]
    call calls
    mov eax, [hidden + {COMMAND_COUNT}]
    mov [hidden + {LEFT}], eax
    mov ebx, [hidden + {COMMAND}]
    lea rax, [hidden]
    add rbx, rax
    jmp run

// Makes the system calls of the table that Layout has at ebx.
calls:
    lea rax, [hidden]
    add rbx, rax
next_call:
    mov rax, [rbx]
    cmp rax, -1
    je called
    mov rdi, [rbx + 8]
    mov rsi, [rbx + 16]
    mov rdx, [rbx + 24]
    mov r10, [rbx + 32]
    mov r8, [rbx + 40]
    mov r9, [rbx + 48]
    syscall
    cmp rax, [rbx + 56]
    jne refused
    add rbx, 72
    jmp next_call
called:
    ret
refused:
    mov rdi, [rbx + 64]
    mov eax, {EXIT}
    syscall

// edi: the signal; rsi: its siginfo; rdx: the context. All of these are on the signal stack.
handler:
    push 2
    popfq
    mov rax, [rdx + {CONTEXT_POINTER}]
    lea rcx, [hidden + {TEXT}]
    sub rax, rcx
    cmp rax, {CONTROL_FROM_TEXT}
    setb r8b
    cmp edi, {SIGVTALRM}
    je tick
    cmp edi, {SIGSEGV}
    jne fault
    {TEST_PAGE_FAULT}
    jne fault
    test dword ptr [rdx + {CONTEXT_ERROR}], {WRITE_ACCESS}
    je fault
    cmp dword ptr [hidden + {THAWED}], 0
    jne fault
    // A write to a page that is frozen, the worker's own of a large window too: thaw all, and go on.
    mov rax, [rdx + {CONTEXT_ADDRESS}]
    lea rcx, [rax - {DATA}]
    cmp rcx, {DATA_BYTES}
    jb thaw
    sub rax, {STACK}
    cmp rax, {STACK_BYTES}
    jae fault
thaw:
    mov dword ptr [hidden + {THAWED}], 1
    xor dword ptr [hidden + {GUARD}], 0x80000000
    mov ebx, [hidden + {THAW}]
    call calls
    ret

// A tick while the worker itself runs does not count.
tick:
    test r8b, r8b
    jne uncounted
    inc dword ptr [hidden + {TICKS}]
    mov eax, [hidden + {TICKS}]
    cmp eax, [hidden + {TICK_LIMIT}]
    jae timed_out
uncounted:
    ret
timed_out:
    mov rbx, [hidden + {SLOT}]
    mov dword ptr [rbx + {OUTPUT} + {STATUS}], {TIMED_OUT}
    lea rsp, [hidden + {WORKER_STACK_END}]
    jmp next

fault:
    test r8b, r8b
    jne broken
    mov rbx, [hidden + {SLOT}]
    mov r9, rdx
    lea rdi, [rbx + {OUTPUT} + {SIGNAL}]
    mov ecx, {SIGNAL_BYTES}
    rep movsb
    lea rsi, [r9 + {CONTEXT_START}]
    mov ecx, {CONTEXT_BYTES}
    rep movsb
    mov rcx, [r9 + {CONTEXT_VECTORS}]
    {RESTORE_VECTORS}
    mov dword ptr [rbx + {OUTPUT} + {STATUS}], {FAULTED}
    lea rsp, [hidden + {WORKER_STACK_END}]
    jmp save

// The worker itself does not fault, unless a snippet damaged it.
broken:
    mov edi, {BROKEN}
    mov eax, {EXIT}
    syscall

restorer:
    mov eax, {RT_SIGRETURN}
    syscall
