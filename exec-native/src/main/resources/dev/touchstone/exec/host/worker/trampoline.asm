// Calls a function with the whole register state that stands in a slot: void call(void). `x86-caller.asm` stands before it,
// `x86-switch.asm` behind it. Names in braces are constants of Layout and its kin, and places behind `hidden`.
.globl hidden, leave_snippet
begin:
    lea rbx, [hidden + {SLOT_AT}]
    mov [hidden + {SLOT}], rbx
    fxrstor [rbx + {FX}]
    {LOAD_VECTORS}
    jmp enter_snippet

save:
    fxsave [rbx + {FX}]
    {STORE_VECTORS}
    jmp end
