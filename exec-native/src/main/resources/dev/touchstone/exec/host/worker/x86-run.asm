// What a worker does around each snippet: rbx is the slot.
run:
    {SLOTS}
    mov [hidden + {SLOT}], rbx
    mov dword ptr [rbx + {OUTPUT} + {STATUS}], {RUNNING}
    mov esi, [rbx + {CODE_AT}]
    add rsi, r15
    {CODE_TO}
    mov ecx, [rbx + {CODE_SIZE}]
    add ecx, 63
    and ecx, -64
    mov edx, ecx
    call copy
    // What the snippet before left behind this one's end becomes breakpoints.
    mov ecx, [hidden + {LAST_CODE}]
    mov [hidden + {LAST_CODE}], edx
    mov eax, edx
    not eax
    mov [hidden + {GUARD}], eax
    sub ecx, edx
    jbe loaded
    mov al, 0xcc
    rep stosb
loaded:
    mov esi, [rbx + {DATA_AT}]
    add rsi, r15
    mov edi, {DATA}
    mov ecx, [rbx + {DATA_SIZE}]
    add ecx, 63
    and ecx, -64
    call copy
    mov ecx, {DATA} + {DATA_HOT_BYTES}
    sub rcx, rdi
    jbe data_clear
    call clear
data_clear:
    mov edi, {STACK_HOT}
    mov ecx, {STACK_HOT_BYTES}
    call clear
    mov esi, [rbx + {STACK_AT}]
    add rsi, r15
    mov edi, [rbx + {STACK_TO}]
    mov ecx, [rbx + {STACK_SIZE}]
    call copy
    mov dword ptr [hidden + {TICKS}], 0
    mov eax, [rbx + {LIMIT}]
    mov [hidden + {TICK_LIMIT}], eax
    fxrstor [rbx + {FX}]
    {LOAD_VECTORS}
    jmp enter_snippet

// rcx bytes from rsi to rdi; both are behind them afterwards. Clobbers nothing else but vectors.
copy:
    test ecx, 63
    jne odd
    add rsi, rcx
    add rdi, rcx
    neg rcx
    je copied
next_block:
    {LOAD_BLOCK}
    {STORE_BLOCK}
    add rcx, 64
    jne next_block
copied:
    ret
odd:
    rep movsb
    ret

// rcx bytes at rdi become zeros: a multiple of 64, not 0.
clear:
    {ZERO_BLOCK}
    add rdi, rcx
    neg rcx
clear_block:
    {STORE_BLOCK}
    add rcx, 64
    jne clear_block
    ret

save:
    fxsave [rbx + {OUTPUT} + {FX}]
    {STORE_VECTORS}
    {SLOTS}
    add r15, {OUTPUT}
    mov esi, {DATA}
    mov edi, [rbx + {DATA_AT}]
    add rdi, r15
    mov ecx, [rbx + {DATA_SIZE}]
    add ecx, 63
    and ecx, -64
    call copy
    mov esi, [rbx + {STACK_TO}]
    mov edi, [rbx + {STACK_AT}]
    add rdi, r15
    mov ecx, [rbx + {STACK_SIZE}]
    call copy
