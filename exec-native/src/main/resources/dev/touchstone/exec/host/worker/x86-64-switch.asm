// The way into a snippet and out of it, x86-64.

// Into the snippet of the slot at rbx; memory, x87 and vectors are in place. The iretq also serialises: the code was written
// under another address.
enter_snippet:
    mov rax, [rbx + {RETURN_ADDRESS}]
    mov ecx, [rbx + {RETURN_AT}]
    mov [rcx], rax
    lea rax, [rbx + {RSP}]
    mov [{FLAGS_END}], rax
    lea rsp, [rbx + {REGISTERS}]
    pop rax
    pop rcx
    pop rdx
    pop rbx
    lea rsp, [rsp + 8]
    pop rbp
    pop rsi
    pop rdi
    pop r8
    pop r9
    pop r10
    pop r11
    pop r12
    pop r13
    pop r14
    pop r15
    iretq

// Where the jump behind a snippet's code leads.
leave_snippet:
    mov [{STACK_POINTER}], rsp
    mov rsp, [{FLAGS_END}]
    pushfq
    lea rsp, [rsp - 16]
    push r15
    push r14
    push r13
    push r12
    push r11
    push r10
    push r9
    push r8
    push rdi
    push rsi
    push rbp
    lea rsp, [rsp - 8]
    push rbx
    push rdx
    push rcx
    push rax
    mov esp, {WORKER_STACK_END}
    push 2
    popfq
    mov ebx, [{SLOT}]
    mov rax, [{STACK_POINTER}]
    mov [rbx + {RSP}], rax
    mov dword ptr [rbx + {STATUS}], {COMPLETED}
    jmp save
