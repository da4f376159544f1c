// The worker for x86-32: start, system calls, signals. `x86-32-switch.asm` and `run.asm` follow.
// Names in braces are constants of Layout and its kin.
start:
    mov esp, {WORKER_STACK_END}
    mov eax, [{STARTUP}]
    call calls

answer:
    mov eax, [{ANSWER}]
    call calls
    mov eax, [{COMMAND_COUNT}]
    mov [{LEFT}], eax
    mov ebx, [{COMMAND}]
    jmp run

// Makes the system calls of the table at eax.
calls:
    push eax
    mov edx, eax
    mov eax, [edx]
    cmp eax, -1
    je called
    mov ebx, [edx + 4]
    mov ecx, [edx + 8]
    mov esi, [edx + 16]
    mov edi, [edx + 20]
    mov ebp, [edx + 24]
    mov edx, [edx + 12]
    int 0x80
    pop edx
    cmp eax, [edx + 28]
    jne refused
    lea eax, [edx + 36]
    jmp calls
called:
    pop eax
    ret
refused:
    mov ebx, [edx + 32]
    mov eax, {EXIT}
    int 0x80

// eax: the signal; edx: its siginfo; ecx: the context. All of these are on the signal stack.
handler:
    push 2
    popfd
    cmp eax, {SIGVTALRM}
    je tick
    cmp eax, {SIGSEGV}
    jne fault
    cmp dword ptr [ecx + {CONTEXT_TRAP}], {PAGE_FAULT}
    jne fault
    test dword ptr [ecx + {CONTEXT_ERROR}], {WRITE_ACCESS}
    je fault
    cmp dword ptr [{THAWED}], 0
    jne fault
    // A write to a page that is frozen: thaw all, and go on.
    mov eax, [ecx + {CONTEXT_ADDRESS}]
    sub eax, {DATA}
    cmp eax, {DATA_BYTES}
    jb thaw
    mov eax, [ecx + {CONTEXT_ADDRESS}]
    sub eax, {STACK}
    cmp eax, {STACK_BYTES}
    jae fault
thaw:
    mov dword ptr [{THAWED}], 1
    mov eax, [{THAW}]
    call calls
    ret

// A tick while the worker itself runs does not count.
tick:
    mov eax, [ecx + {CONTEXT_POINTER}]
    sub eax, {TEXT}
    cmp eax, {CONTROL_FROM_TEXT}
    jb uncounted
    inc dword ptr [{TICKS}]
    mov eax, [{TICKS}]
    cmp eax, [{TICK_LIMIT}]
    jae timed_out
uncounted:
    ret
timed_out:
    mov ebx, [{SLOT}]
    mov dword ptr [ebx + {STATUS}], {TIMED_OUT}
    mov esp, {WORKER_STACK_END}
    jmp next

fault:
    mov ebx, [{SLOT}]
    mov ebp, ecx
    mov esi, edx
    lea edi, [ebx + {SIGNAL}]
    mov ecx, {SIGNAL_BYTES}
    rep movsb
    lea esi, [ebp + {CONTEXT_START}]
    mov ecx, {CONTEXT_BYTES}
    rep movsb
    mov ecx, [ebp + {CONTEXT_VECTORS}]
    mov eax, {VECTOR_STATES}
    xor edx, edx
    {RESTORE} [ecx + {VECTORS_FROM}]
    mov dword ptr [ebx + {STATUS}], {FAULTED}
    mov esp, {WORKER_STACK_END}
    jmp save

restorer:
    mov eax, {RT_SIGRETURN}
    int 0x80
