// The way into a snippet and out of it.

// Into the snippet of the slot at rbx; memory, x87 and vectors are in place. The iretq goes to the mode that the slot's code
// segment names, and serialises: the code was written under another address.
enter_snippet:
    mov ecx, [rbx + {RETURN_AT}]
    test ecx, ecx
    je returnless
    mov rax, [rbx + {RETURN_ADDRESS}]
    {STORE_RETURN}
returnless:
    lea rax, [rbx + {OUTPUT} + {RSP}]
    mov [hidden + {FLAGS_END}], rax
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
    mov [hidden + {STACK_POINTER}], rsp
    mov rsp, [hidden + {FLAGS_END}]
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
    lea rsp, [hidden + {WORKER_STACK_END}]
    push 2
    popfq
    mov rbx, [hidden + {SLOT}]
    mov rax, [hidden + {STACK_POINTER}]
    mov [rbx + {OUTPUT} + {RSP}], rax
    mov dword ptr [rbx + {OUTPUT} + {STATUS}], {COMPLETED}
    jmp save
