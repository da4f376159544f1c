// On to the next snippet, or back with an answer.
segments_are_set:
    // What the next run relies on must be as it was left.
    mov eax, [hidden + {THAWED}]
    ror eax, 1
    xor eax, [hidden + {LAST_CODE}]
    not eax
    cmp eax, [hidden + {GUARD}]
    jne broken
    cmp dword ptr [hidden + {THAWED}], 0
    jne freeze
    mov edi, {DATA}
    mov ecx, [rbx + {DATA_SIZE}]
    add ecx, 63
    and ecx, -64
    call clear
    mov edi, [rbx + {STACK_TO}]
    mov ecx, [rbx + {STACK_SIZE}]
    call clear
    mov edi, {DATA}
    mov ecx, {DATA_HOT_BYTES}
    call wipe
    mov edi, {STACK_HOT}
    mov ecx, {STACK_HOT_BYTES}
    call wipe
frozen:
    {SLOTS}
    mov ebx, [rbx + {NEXT}]
    add rbx, r15
    dec dword ptr [hidden + {LEFT}]
    jne run
    jmp answer

freeze:
    mov dword ptr [hidden + {THAWED}], 0
    xor dword ptr [hidden + {GUARD}], 0x80000000
    mov ebx, [hidden + {FREEZE}]
    call calls
    mov rbx, [hidden + {SLOT}]
    jmp frozen
