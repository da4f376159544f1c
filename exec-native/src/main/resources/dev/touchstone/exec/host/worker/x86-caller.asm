// The two ends of a call from C, in all calling conventions of x86-64: it begins at `begin` and ends by a jump to `end`.
// Names in braces are places behind `hidden`.
start:
    push rbp
    push rbx
    push rdi
    push rsi
    push r12
    push r13
    push r14
    push r15
    sub rsp, 160
    movups [rsp], xmm6
    movups [rsp + 16], xmm7
    movups [rsp + 32], xmm8
    movups [rsp + 48], xmm9
    movups [rsp + 64], xmm10
    movups [rsp + 80], xmm11
    movups [rsp + 96], xmm12
    movups [rsp + 112], xmm13
    movups [rsp + 128], xmm14
    movups [rsp + 144], xmm15
    mov [hidden + {CALLER_STACK}], rsp
    stmxcsr [hidden + {CALLER_MXCSR}]
    fnstcw [hidden + {CALLER_FCW}]
    jmp begin

end:
    {RELEASE_VECTORS}
    fninit
    fldcw [hidden + {CALLER_FCW}]
    ldmxcsr [hidden + {CALLER_MXCSR}]
    mov rsp, [hidden + {CALLER_STACK}]
    movups xmm6, [rsp]
    movups xmm7, [rsp + 16]
    movups xmm8, [rsp + 32]
    movups xmm9, [rsp + 48]
    movups xmm10, [rsp + 64]
    movups xmm11, [rsp + 80]
    movups xmm12, [rsp + 96]
    movups xmm13, [rsp + 112]
    movups xmm14, [rsp + 128]
    movups xmm15, [rsp + 144]
    add rsp, 160
    pop r15
    pop r14
    pop r13
    pop r12
    pop rsi
    pop rdi
    pop rbx
    pop rbp
    ret
