// Between two snippets: their segment registers, and the bases, are set again.
// Reading segments is cheap, writing them is not.
next:
    mov eax, ds
    mov ecx, es
    xor eax, {DATA_SELECTOR}
    xor ecx, {DATA_SELECTOR}
    or eax, ecx
    mov ecx, fs
    or eax, ecx
    mov ecx, gs
    or eax, ecx
    jne reset_segments
    {TEST_SEGMENT_BASES}
    jmp segments_are_set

reset_segments:
    mov eax, {DATA_SELECTOR}
    mov ds, eax
    mov es, eax
    xor eax, eax
    mov fs, eax
    mov gs, eax
    {CLEAR_SEGMENT_BASES}
    jmp segments_are_set
