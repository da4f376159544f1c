// What a worker does around each snippet: rbx is the slot. All memory that it may write to is zero.
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
    {KNOWN_CODE}
    mov edx, ecx
    call copy
    // What the snippet before left behind this one's end becomes breakpoints.
    mov ecx, [hidden + {LAST_CODE}]
    mov [hidden + {LAST_CODE}], edx
    mov eax, edx
    not eax
    mov [hidden + {GUARD}], eax
    sub ecx, edx
    jbe written
    mov al, 0xcc
    rep stosb
written:
    {PUBLISH_CODE}
loaded:
    mov esi, [rbx + {DATA_AT}]
    add rsi, r15
    mov edi, {DATA}
    mov ecx, [rbx + {DATA_SIZE}]
    add ecx, 63
    and ecx, -64
    call copy
    mov esi, [rbx + {STACK_AT}]
    add rsi, r15
    mov edi, [rbx + {STACK_TO}]
    mov ecx, [rbx + {STACK_SIZE}]
    call copy
    mov dword ptr [hidden + {TICKS}], 0
    mov eax, [rbx + {LIMIT}]
    mov [hidden + {TICK_LIMIT}], eax
    {TEST_X87}
    test al, [rbx + {X87_PLAIN}]
    je load_x87
    ldmxcsr [rbx + {FX_MXCSR}]
load_vectors:
    {LOAD_VECTORS}
    jmp enter_snippet
load_x87:
    fxrstor [rbx + {FX}]
    jmp load_vectors

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

// rcx bytes at rdi become zeros.
clear:
    test ecx, 63
    jne clear_odd
    {ZERO_BLOCK}
    add rdi, rcx
    neg rcx
    je cleared
clear_block:
    {STORE_BLOCK}
    add rcx, 64
    jne clear_block
cleared:
    ret
clear_odd:
    xor eax, eax
    rep stosb
    ret

// rcx bytes at rdi, a multiple of 256, become zeros if they are not. To look is quicker than to write.
wipe:
    mov rsi, rdi
    mov edx, ecx
    {ZERO_SUMS}
    add rdi, rcx
    neg rcx
wipe_block:
    {OR_SUMS}
    add rcx, 256
    jne wipe_block
    {TEST_SUMS}
    je cleared
    mov rdi, rsi
    mov ecx, edx
    jmp clear

// What fxsave writes behind its part of the slot the vectors overwrite.
save:
    {TEST_X87}
    je save_x87
    {STORE_VECTORS}
    {STORE_PLAIN_X87}
    stmxcsr [rbx + {OUTPUT} + {FX_MXCSR}]
registers_saved:
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
    jmp next
save_x87:
    fxsave [rbx + {OUTPUT} + {FX}]
    {STORE_VECTORS}
    jmp registers_saved
