# What A32Library writes.
        .syntax unified
        .section .text.t32, "ax", %progbits
        .thumb
        .globl  compare
        .thumb_func
        .type   compare, %function
compare:
        ldr     r0, [r0]
        ldr     r1, [r1]
        subs    r0, r0, r1
        bx      lr
        .text
        .arm
        .globl  add, greet, total, sort, twice
        .type   add, %function
add:
        add     r0, r0, r1
        bx      lr
        .type   greet, %function
greet:
        ldr     r0, 1f
0:      add     r0, pc, r0
        b       2f
1:      .long   greeting - 0b - 8
2:      b       puts
        .type   total, %function
total:
        ldr     r1, 1f
0:      add     r1, pc, r1
        b       2f
1:      .long   counter - 0b - 8
2:      ldr     r0, [r1]
        add     r0, r0, #1
        str     r0, [r1]
        ldr     r2, 1f
0:      add     r2, pc, r2
        b       2f
1:      .long   room - 0b - 8
2:      str     r0, [r2, #12]
        ldr     r3, 1f
0:      add     r3, pc, r3
        b       2f
1:      .long   c_variable(GOT_PREL) - ((0b + 8) - 1b)
2:      ldr     r3, [r3]
        ldr     r3, [r3]
        add     r0, r0, r3
        ldr     r3, [r2, #12]
        add     r0, r0, r3
        bx      lr
        .type   sort, %function
sort:
        push    {r4, lr}
        mov     r2, #4
        ldr     r3, 1f
0:      add     r3, pc, r3
        b       2f
1:      .long   compare - 0b - 8
2:      bl      qsort
        pop     {r4, pc}
        .type   twice, %function
twice:
        push    {r4, lr}
        mov     r4, r0
        mov     r0, r1
        blx     r4
        blx     r4
        pop     {r4, pc}
