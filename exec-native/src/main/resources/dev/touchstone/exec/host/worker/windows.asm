// Runs slots in this process, and recovers from their faults: for Windows. `x86-caller.asm` stands before it, `x86-switch.asm`,
// `x86-run.asm` and `x86-next.asm` behind it. Names in braces are constants of Layout and its kin, and places behind `hidden`.
.globl hidden, leave_snippet, handler, timed_out

// void run(void): COMMAND_COUNT slots from the one at COMMAND on.
begin:
    mov rax, gs:[{THREAD_ID}]
    mov [hidden + {THREAD}], rax
    lea rsp, [hidden + {WORKER_STACK_END}]
    mov eax, [hidden + {COMMAND_COUNT}]
    mov [hidden + {LEFT}], eax
    mov rbx, [hidden + {COMMAND}]
    jmp run

answer:
    jmp end

// long handler(EXCEPTION_POINTERS *), a vectored exception handler: -1 goes on with the changed context, 0 searches on. What the
// context does not hold of the snippet's state, the system restores before it goes on.
handler:
    cld
    mov rdx, [rcx]
    mov r8, [rcx + 8]
    cmp dword ptr [hidden + {LEFT}], 0
    je other
    mov rax, gs:[{THREAD_ID}]
    cmp rax, [hidden + {THREAD}]
    jne other
    mov rax, [r8 + {CONTEXT_RIP}]
    lea r9, [start]
    cmp rax, r9
    jb snippet
    lea r9, [text_end]
    cmp rax, r9
    jb other
snippet:
    push rdi
    push rsi
    mov r9, [hidden + {SLOT}]
    mov [r9 + {OUTPUT} + {RIP}], rax
    mov eax, [r8 + {CONTEXT_FLAGS}]
    mov [r9 + {OUTPUT} + {RFLAGS}], rax
    mov rax, [r8 + {CONTEXT_RSP}]
    mov [r9 + {OUTPUT} + {RSP}], rax
    lea rdi, [r9 + {OUTPUT} + {REGISTERS}]
    lea rsi, [r8 + {CONTEXT_RAX}]
    mov ecx, 128
    rep movsb
    lea rdi, [r9 + {OUTPUT} + {CONTEXT}]
    mov rsi, rdx
    mov ecx, {EXCEPTION_BYTES}
    rep movsb
    mov dword ptr [r9 + {OUTPUT} + {STATUS}], {FAULTED}
    lea rax, [leave_fault]
    mov [r8 + {CONTEXT_RIP}], rax
    lea rax, [hidden + {WORKER_STACK_END}]
    mov [r8 + {CONTEXT_RSP}], rax
    mov dword ptr [r8 + {CONTEXT_FLAGS}], 0x202
    pop rsi
    pop rdi
    mov eax, -1
    ret
other:
    xor eax, eax
    ret

leave_fault:
    mov rbx, [hidden + {SLOT}]
    jmp save

// Where a thread is sent that is in a snippet for too long.
timed_out:
    mov rbx, [hidden + {SLOT}]
    mov dword ptr [rbx + {OUTPUT} + {STATUS}], {TIMED_OUT}
    jmp next

// Memory here is never frozen.
calls:
    ret
broken:
    ud2
