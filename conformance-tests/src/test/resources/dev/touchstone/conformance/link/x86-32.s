# What X8632Library writes.
        .intel_syntax noprefix
        .text
        .globl  add, greet, total, compare, sort, twice
add:
        mov     eax, [esp + 4]
        add     eax, [esp + 8]
        ret
greet:
        push    ebx
        sub     esp, 8
        call    1f
1:      pop     ebx
        lea     ebx, [ebx + _GLOBAL_OFFSET_TABLE_ + 1]     # from the instruction, 1 byte behind 1b
        lea     eax, [ebx + greeting@GOTOFF]
        mov     [esp], eax
        call    puts@PLT
        add     esp, 8
        pop     ebx
        ret
total:
        push    ebx
        call    1f
1:      pop     ebx
        lea     ebx, [ebx + _GLOBAL_OFFSET_TABLE_ + 1]     # from the instruction, 1 byte behind 1b
        mov     eax, [ebx + counter@GOTOFF]
        inc     eax
        mov     [ebx + counter@GOTOFF], eax
        mov     [ebx + room@GOTOFF + 12], eax
        mov     edx, [ebx + c_variable@GOT]
        add     eax, [edx]
        add     eax, [ebx + room@GOTOFF + 12]
        pop     ebx
        ret
compare:
        mov     eax, [esp + 4]
        mov     edx, [esp + 8]
        mov     eax, [eax]
        sub     eax, [edx]
        ret
sort:
        push    ebx
        sub     esp, 8
        call    1f
1:      pop     ebx
        lea     ebx, [ebx + _GLOBAL_OFFSET_TABLE_ + 1]     # from the instruction, 1 byte behind 1b
        lea     eax, [ebx + compare@GOTOFF]
        push    eax
        push    4
        push    dword ptr [esp + 28]
        push    dword ptr [esp + 28]
        call    qsort@PLT
        add     esp, 24
        pop     ebx
        ret
twice:
        push    ebx
        sub     esp, 8
        mov     eax, [esp + 20]
        mov     [esp], eax
        call    dword ptr [esp + 16]
        mov     [esp], eax
        call    dword ptr [esp + 16]
        add     esp, 8
        pop     ebx
        ret
