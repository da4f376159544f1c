// Calls a function with the whole register state that stands in a slot: void call(slot), slot in rdi, below 2 GiB.
// `x86-64-switch.asm` stands behind it. Names in braces are constants of Layout and its kin.
start:
    push rbp
    push rbx
    push r12
    push r13
    push r14
    push r15
    mov [{CALLER_STACK}], rsp
    stmxcsr [{CALLER_MXCSR}]
    fnstcw [{CALLER_FCW}]
    mov rbx, rdi
    mov [{SLOT}], rbx
    fxrstor [rbx + {FX}]
    {LOAD_VECTORS}
    jmp enter_snippet

save:
    fxsave [rbx + {FX}]
    {STORE_VECTORS}
    fninit
    fldcw [{CALLER_FCW}]
    ldmxcsr [{CALLER_MXCSR}]
    mov rsp, [{CALLER_STACK}]
    pop r15
    pop r14
    pop r13
    pop r12
    pop rbx
    pop rbp
    ret

