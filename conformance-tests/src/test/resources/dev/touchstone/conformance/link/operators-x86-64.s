// Relocation operators of x86-64.
call f@PLT
jmp f@PLT
jne f@plt
mov rax, qword ptr [rip + f@GOTPCREL]
mov eax, dword ptr [rip + f@GOTPCREL]
call qword ptr [rip + f@GOTPCREL]
jmp qword ptr [rip + f@GOTPCREL]
cmp qword ptr [rip + f@GOTPCREL], 7
cmp dword ptr [rip + f@GOTPCREL + 4], 0x12345678
mov rax, qword ptr [rbx + f@GOT]
movabs rax, offset f@GOT
movabs rax, offset f@GOTOFF
movabs rax, offset f@PLTOFF
lea rdi, [rip + f@TLSGD]
lea rdi, [rip + f@TLSLD]
lea rax, [rax + f@DTPOFF]
lea rax, [rax + f@TPOFF + 8]
movabs rax, offset f@TPOFF
movabs rax, offset f@DTPOFF
mov rax, qword ptr [rip + f@GOTTPOFF]
add rax, qword ptr [rip + f@GOTTPOFF]
lea rax, [rip + f@TLSDESC]
movabs rax, offset f@SIZE
mov eax, offset f@SIZE
lea rax, [rax + f@SIZE]
lea rax, [rip + f@PLT]
