// The worker for x86-64: start, system calls, signals. `x86-64-switch.asm` and `run.asm` follow.
// Names in braces are constants of Layout and its kin.
start:
    mov esp, {WORKER_STACK_END}
    mov ebx, [{STARTUP}]
    call calls

answer:
    mov ebx, [{ANSWER}]
    call calls
    mov eax, [{COMMAND_COUNT}]
    mov [{LEFT}], eax
    mov ebx, [{COMMAND}]
    jmp run

// Makes the system calls of the table at rbx.
calls:
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
    jmp calls
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
    cmp edi, {SIGVTALRM}
    je tick
    cmp edi, {SIGSEGV}
    jne fault
    cmp dword ptr [rdx + {CONTEXT_TRAP}], {PAGE_FAULT}
    jne fault
    test dword ptr [rdx + {CONTEXT_ERROR}], {WRITE_ACCESS}
    je fault
    cmp dword ptr [{THAWED}], 0
    jne fault
    // A write to a page that is frozen: thaw all, and go on.
    mov rax, [rdx + {CONTEXT_ADDRESS}]
    sub rax, {DATA}
    cmp rax, {DATA_BYTES}
    jb thaw
    mov rax, [rdx + {CONTEXT_ADDRESS}]
    sub rax, {STACK}
    cmp rax, {STACK_BYTES}
    jae fault
thaw:
    mov dword ptr [{THAWED}], 1
    mov ebx, [{THAW}]
    call calls
    ret

// A tick while the worker itself runs does not count.
tick:
    mov rax, [rdx + {CONTEXT_POINTER}]
    sub rax, {TEXT}
    cmp rax, {CONTROL_FROM_TEXT}
    jb uncounted
    inc dword ptr [{TICKS}]
    mov eax, [{TICKS}]
    cmp eax, [{TICK_LIMIT}]
    jae timed_out
uncounted:
    ret
timed_out:
    mov ebx, [{SLOT}]
    mov dword ptr [rbx + {STATUS}], {TIMED_OUT}
    mov esp, {WORKER_STACK_END}
    jmp next

fault:
    mov ebx, [{SLOT}]
    mov r8, rdx
    lea edi, [rbx + {SIGNAL}]
    mov ecx, {SIGNAL_BYTES}
    rep movsb
    lea rsi, [r8 + {CONTEXT_START}]
    mov ecx, {CONTEXT_BYTES}
    rep movsb
    mov rcx, [r8 + {CONTEXT_VECTORS}]
    mov eax, {VECTOR_STATES}
    xor edx, edx
    {RESTORE} [rcx + {VECTORS_FROM}]
    mov dword ptr [rbx + {STATUS}], {FAULTED}
    mov esp, {WORKER_STACK_END}
    jmp save

restorer:
    mov eax, {RT_SIGRETURN}
    syscall
