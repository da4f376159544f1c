# What T32Library writes.
        .syntax unified
        .section .text.a32, "ax", %progbits
        .arm
        .globl  add_one, compare
        .type   add_one, %function
        .type   compare, %function
add_one:
        add     r0, r0, #1
        bx      lr
compare:
        ldr     r0, [r0]
        ldr     r1, [r1]
        sub     r0, r0, r1
        bx      lr
        .text
        .thumb
        .globl  add, greet, total, sort, twice
        .thumb_func
        .type   add, %function
add:
        adds    r0, r0, r1
        bx      lr
        .thumb_func
        .type   greet, %function
greet:
        movw    r0, #:lower16:(greeting - . - 12)
        movt    r0, #:upper16:(greeting - . - 8)
        add     r0, pc
        b.w     puts
        .thumb_func
        .type   total, %function
total:
        push    {r4, lr}
        movw    r4, #:lower16:(counter - . - 12)
        movt    r4, #:upper16:(counter - . - 8)
        add     r4, pc
        ldr     r0, [r4]
        bl      add_one
        str     r0, [r4]
        movw    r2, #:lower16:(room - . - 12)
        movt    r2, #:upper16:(room - . - 8)
        add     r2, pc
        str     r0, [r2, #12]
        movw    r3, #:lower16:(c_variable - . - 12)
        movt    r3, #:upper16:(c_variable - . - 8)
        add     r3, pc
        ldr     r3, [r3]
        adds    r0, r0, r3
        ldr     r3, [r2, #12]
        adds    r0, r0, r3
        pop     {r4, pc}
        .thumb_func
        .type   sort, %function
sort:
        push    {r4, lr}
        movs    r2, #4
        movw    r3, #:lower16:(compare - . - 12)
        movt    r3, #:upper16:(compare - . - 8)
        add     r3, pc
        bl      qsort
        pop     {r4, pc}
        .thumb_func
        .type   twice, %function
twice:
        push    {r4, lr}
        mov     r4, r0
        mov     r0, r1
        blx     r4
        blx     r4
        pop     {r4, pc}
