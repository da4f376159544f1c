// Calls a function with the whole register state that stands in a slot: void call(void). `x86-switch.asm` stands behind it.
// Names in braces are constants of Layout and its kin, and places behind `hidden`.
.globl hidden, leave_snippet
start:
    push rbp
    push rbx
    push r12
    push r13
    push r14
    push r15
    mov [hidden + {CALLER_STACK}], rsp
    stmxcsr [hidden + {CALLER_MXCSR}]
    fnstcw [hidden + {CALLER_FCW}]
    lea rbx, [hidden + {SLOT_AT}]
    mov [hidden + {SLOT}], rbx
    fxrstor [rbx + {FX}]
    {LOAD_VECTORS}
    jmp enter_snippet

save:
    fxsave [rbx + {FX}]
    {STORE_VECTORS}
    {RELEASE_VECTORS}
    fninit
    fldcw [hidden + {CALLER_FCW}]
    ldmxcsr [hidden + {CALLER_MXCSR}]
    mov rsp, [hidden + {CALLER_STACK}]
    pop r15
    pop r14
    pop r13
    pop r12
    pop rbx
    pop rbp
    ret

.bss
.balign 64
hidden:
    .zero {AREA_BYTES}
.text
