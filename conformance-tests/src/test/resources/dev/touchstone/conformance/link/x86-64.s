# What X8664Library writes. {name} is C's name of a symbol; {variable REG} is the C variable's address.
        .intel_syntax noprefix
        .text
        .globl  {add}, {greet}, {total}, {compare}, {sort}, {twice}
{add}:
        lea     eax, [rdi + rsi]
        ret
{greet}:
        lea     rdi, [rip + {greeting}]
        jmp     {puts}
{total}:
        mov     eax, [rip + {counter}]
        inc     eax
        mov     [rip + {counter}], eax
        mov     [rip + {room} + 12], eax
        {variable}
        add     eax, [rdx]
        add     eax, [rip + {room} + 12]
        ret
{compare}:
        mov     eax, [rdi]
        sub     eax, [rsi]
        ret
{sort}:
        push    rbp
        mov     edx, 4
        .byte   0x48, 0x8d, 0x0d        # lea rcx, [rip + compare], known here
        .long   -18
        call    {qsort}
        pop     rbp
        ret
{twice}:
        push    rbx
        mov     rbx, rdi
        mov     edi, esi
        call    rbx
        mov     edi, eax
        call    rbx
        pop     rbx
        ret
