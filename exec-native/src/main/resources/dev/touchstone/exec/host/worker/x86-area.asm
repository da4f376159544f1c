// Variables of code that runs in this process, and its stack.
text_end:

.bss
.balign 64
hidden:
    .zero {AREA_BYTES}
.text
