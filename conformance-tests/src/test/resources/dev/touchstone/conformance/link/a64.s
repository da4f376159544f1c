# What A64Library writes.
        .text
        .globl  {add}, {greet}, {total}, {compare}, {sort}, {twice}
{add}:
        add     w0, w0, w1
        ret
{greet}:
        adrp    x0, {page greeting}
        add     x0, x0, {low greeting}
        b       {puts}
{total}:
        adrp    x1, {page counter}
        add     x1, x1, {low counter}
        ldr     w0, [x1]
        add     w0, w0, #1
        str     w0, [x1]
        adrp    x2, {page room+12}
        str     w0, [x2, {low room+12}]
        {variable}
        ldr     w3, [x3]
        add     w3, w3, w0
        adrp    x2, {page room+12}
        ldr     w0, [x2, {low room+12}]
        add     w0, w3, w0
        ret
{compare}:
        ldr     w0, [x0]
        ldr     w1, [x1]
        sub     w0, w0, w1
        ret
{sort}:
        stp     x29, x30, [sp, #-16]!
        mov     x2, #4
        adrp    x3, {page compare}
        add     x3, x3, {low compare}
        bl      {qsort}
        ldp     x29, x30, [sp], #16
        ret
{twice}:
        stp     x19, x30, [sp, #-16]!
        mov     x19, x0
        mov     w0, w1
        blr     x19
        blr     x19
        ldp     x19, x30, [sp], #16
        ret
