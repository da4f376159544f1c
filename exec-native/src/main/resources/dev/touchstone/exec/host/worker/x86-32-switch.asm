// The way into a snippet and out of it, x86-32.

// Into the snippet of the slot at ebx; memory, x87 and vectors are in place. The iretd serialises: the code was written under
// another address.
enter_snippet:
    mov eax, [ebx + {RETURN_ADDRESS}]
    mov ecx, [ebx + {RETURN_AT}]
    mov [ecx], eax
    lea eax, [ebx + {EIP}]
    mov [{FLAGS_END}], eax
    mov eax, [ebx + {ESP}]
    mov [{STACK_POINTER}], eax
    mov eax, [ebx + {EIP}]
    mov [{ENTRY}], eax
    pushfd
    push cs
    call serialise
    lea esp, [ebx + {REGISTERS}]
    pop eax
    pop ecx
    pop edx
    pop ebx
    lea esp, [esp + 4]
    pop ebp
    pop esi
    pop edi
    popfd
    mov esp, [{STACK_POINTER}]
    jmp dword ptr [{ENTRY}]
serialise:
    iretd

// Where the jump behind a snippet's code leads. The snippet may have changed ds and es; ss it can't have spoilt.
leave_snippet:
    mov ss:[{STACK_POINTER}], esp
    mov esp, ss:[{FLAGS_END}]
    pushfd
    push edi
    push esi
    push ebp
    lea esp, [esp - 4]
    push ebx
    push edx
    push ecx
    push eax
    mov eax, ss
    mov ds, ax
    mov es, ax
    mov esp, {WORKER_STACK_END}
    push 2
    popfd
    mov ebx, [{SLOT}]
    mov eax, [{STACK_POINTER}]
    mov [ebx + {ESP}], eax
    mov dword ptr [ebx + {STATUS}], {COMPLETED}
    jmp save
