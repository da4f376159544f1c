// Becomes qemu under a filter of the host's system calls: opens the slots, which qemu may not, and hands them on.
// An x86-64 program; names in braces are what QemuLauncher puts there. Each step that fails has its own exit code.
start:
    mov eax, 257 // openat
    mov edi, -100
    lea rsi, [rip + slots]
    mov edx, 2
    syscall
    mov edi, {OPEN_FAILED}
    cmp rax, 3
    jne fail
    mov eax, 157 // prctl
    mov edi, 38
    mov esi, 1
    xor edx, edx
    xor r10d, r10d
    xor r8d, r8d
    syscall
    mov edi, {FILTER_FAILED}
    test rax, rax
    jne fail
    mov eax, 157
    mov edi, 22
    mov esi, 2
    lea rdx, [rip + filter]
    syscall
    mov edi, {FILTER_FAILED}
    test rax, rax
    jne fail
    mov eax, 59 // execve
    mov edi, {PATH}
    lea rsi, [rip + arguments]
    lea rdx, [rip + environment]
    syscall
    mov edi, {EXECUTE_FAILED}
fail:
    mov eax, 60 // exit
    syscall

    .balign 8
arguments:
    {ARGUMENTS}
environment:
    .8byte 0
filter:
    .8byte {STEPS}
    .8byte steps
steps:
    {FILTER}
slots:
    .asciz "{SLOTS}"
{STRINGS}
