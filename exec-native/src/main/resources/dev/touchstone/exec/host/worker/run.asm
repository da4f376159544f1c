// The part of the worker that both modes have: ebx is the slot, and all pointers are below 4 GiB.
run:
    mov esi, [ebx + {CODE_AT}]
    mov edi, {CODE_VIEW}
    mov ecx, [ebx + {CODE_SIZE}]
    mov edx, ecx
    rep movsb
    // What the snippet before left behind this one's end becomes breakpoints.
    mov ecx, [{LAST_CODE}]
    mov [{LAST_CODE}], edx
    sub ecx, edx
    jbe loaded
    mov al, 0xcc
    rep stosb
loaded:
    xor eax, eax
    mov edi, {DATA}
    mov ecx, {DATA_HOT_WORDS}
    rep stosd
    mov edi, {STACK_HOT}
    mov ecx, {STACK_HOT_WORDS}
    rep stosd
    mov esi, [ebx + {DATA_AT}]
    mov edi, {DATA}
    mov ecx, [ebx + {DATA_SIZE}]
    rep movsb
    mov esi, [ebx + {STACK_AT}]
    mov edi, [ebx + {STACK_TO}]
    mov ecx, [ebx + {STACK_SIZE}]
    rep movsb
    mov [{TICKS}], eax
    mov eax, [ebx + {LIMIT}]
    mov [{TICK_LIMIT}], eax
    mov [{SLOT}], ebx
    mov dword ptr [ebx + {STATUS}], {RUNNING}
    fxrstor [ebx + {FX}]
    {LOAD_VECTORS}
    jmp enter_snippet

save:
    fxsave [ebx + {FX}]
    {STORE_VECTORS}
    mov esi, {DATA}
    mov edi, [ebx + {DATA_AT}]
    mov ecx, [ebx + {DATA_SIZE}]
    rep movsb
    mov esi, [ebx + {STACK_TO}]
    mov edi, [ebx + {STACK_AT}]
    mov ecx, [ebx + {STACK_SIZE}]
    rep movsb

    // Reading segments is cheap, writing them is not.
next:
    mov eax, fs
    mov ecx, gs
    or eax, ecx
    jne clear_segments
    {TEST_SEGMENT_BASES}
segments_are_clear:
    cmp dword ptr [{THAWED}], 0
    jne freeze
frozen:
    mov ebx, [ebx + {NEXT}]
    dec dword ptr [{LEFT}]
    jne run
    jmp answer

freeze:
    mov dword ptr [{THAWED}], 0
    mov ebx, [{FREEZE}]
    mov eax, ebx
    call calls
    mov ebx, [{SLOT}]
    jmp frozen

clear_segments:
    xor eax, eax
    mov fs, ax
    mov gs, ax
    {CLEAR_SEGMENT_BASES}
    jmp segments_are_clear
