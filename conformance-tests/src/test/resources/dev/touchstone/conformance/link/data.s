# What LibraryData writes.
        {rodata}
        .globl  {greeting}, {distances}
{greeting}:
        .asciz  "Hello from Touchstone"
        .p2align 2
        .p2align 3
{distances}:
        {distance add}
# And greeting - ., known here.
        .long   -28
        .data
        .globl  {counter}, {functions}
        .p2align 3
{counter}:
        .long   7
        .p2align 3
{functions}:
        {address} {add}
        {address} {c_subtract}
        {bss}
        .globl  {room}
        .p2align 3
{room}:
        .zero   64
