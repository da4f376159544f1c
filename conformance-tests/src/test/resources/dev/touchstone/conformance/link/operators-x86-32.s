// Relocation operators of i386.
call f@PLT
jmp f@PLT
mov eax, dword ptr [ebx + f@GOT]
call dword ptr [ebx + f@GOT]
lea eax, [ebx + f@GOTOFF]
mov eax, dword ptr [ebx + ecx*4 + f@GOTOFF + 8]
lea eax, [ebx + f@TLSGD]
lea eax, [ebx + f@TLSLDM]
lea eax, [eax + f@DTPOFF]
lea eax, [eax + f@NTPOFF]
mov eax, dword ptr [ebx + f@GOTNTPOFF]
mov eax, dword ptr [f@INDNTPOFF]
lea eax, [ebx + f@TLSDESC]
mov eax, offset f@GOTOFF
