package dev.touchstone.encoder.x86.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.relocation.CodeBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Text to bytes and back; the bytes are what LLVM 19 makes of the text.
class X86LanguageTests {
    private static final long ADDRESS = 0x1000;

    private static String hex(MachineLanguage language, String text) {
        CodeBuffer code = new CodeBuffer(language.machine());
        language.encode(language.parse(text, SymbolScope.NONE, ADDRESS), code);
        return HexFormat.of().formatHex(Arrays.copyOf(code.array(), code.position()));
    }

    private static void check(MachineLanguage language, String text, String bytes, String canonical) {
        assertEquals(bytes, hex(language, text), text);
        Decoded decoded = language.decode(HexFormat.of().parseHex(bytes), 0);
        assertEquals(bytes.length() / 2, decoded.length(), text);
        String shown = language.format(decoded.instruction(), ADDRESS);
        assertEquals(canonical == null ? text : canonical, shown);
        assertEquals(bytes, hex(language, shown), shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            add rax, -128                                     | 4883c080               | add rax, -0x80
            add rax, 0xffffffffffffff80                       | 4883c080               | add rax, -0x80
            mov rax, 0xffffffff                               | 48b8ffffffff00000000   | movabs rax, 0xffffffff
            mov dword ptr [rcx + 8*rdx + 0x10], eax           | 8944d110               |
            mov al, [0x1234]                                  | 8a042534120000         | mov al, byte ptr [0x1234]
            movabs al, [0x7f0000000000]                       | a000000000007f0000     | movabs al, byte ptr [0x7f0000000000]
            mov ah, bl                                        | 88dc                   |
            mov sil, r9b                                      | 4488ce                 |
            lock add dword ptr fs:[rax], 1                    | 64f0830001             | lock add dword ptr fs:[rax], 0x1
            rep movsb                                         | f3a4                   |
            repnz scasb                                       | f2ae                   | repne scasb
            push [rax]                                        | ff30                   | push qword ptr [rax]
            jmp 0x1005                                        | eb03                   |
            jz 0x2000                                         | 0f84fa0f0000           | je 0x2000
            call 0x10                                         | e80bf0ffff             |
            lea rax, [rip + 0x10]                             | 488d0510000000         |
            mov rax, [rsp*1 + rbp]                            | 488b042c               | mov rax, qword ptr [rsp + rbp]
            xchg eax, eax                                     | 87c0                   |
            imul eax, 5                                       | 6bc005                 | imul eax, eax, 0x5
            shl eax                                           | d1e0                   | shl eax, 0x1
            cfcmovb eax, ebx                                  | 62f47c0c42d8           |
            cfcmovb eax, dword ptr [rcx]                      | 62f47c084201           |
            cfcmovb rdx, rax, rbx                             | 62f4ec1c42c3           |
            imulzu eax, ebx, 5                                | 62f47c186bc305         | imulzu eax, ebx, 0x5
            setzub r16b                                       | 62fc7f1842c0           |
            crc32 rax, cl                                     | f2480f38f0c1           |
            fadd st(1), st                                    | dcc1                   | fadd st(1), st(0)
            cmpeqps xmm1, xmm2                                | 0fc2ca00               | cmpps xmm1, xmm2, 0x0
            blendvps xmm1, xmm2                               | 660f3814ca             | blendvps xmm1, xmm2, xmm0
            vgatherdps xmm1, [rax + 4*xmm2], xmm3             | c4e261920c90           |
            vaddps zmm1 {k2} {z}, zmm3, dword ptr [rax]{1to16} | 62f164da5808          |
            vaddps zmm1, zmm2, zmm3, {rn-sae}                 | 62f16c1858cb           |
            vcmpps k1, zmm2, zmm3, {sae}, 3                   | 62f16c18c2cb03         | vcmpps k1, zmm2, zmm3, {sae}, 0x3
            vcvtsi2ss xmm1, xmm2, eax, {rn-sae}               | 62f16e182ac8           | vcvtsi2ss xmm1, xmm2, {rn-sae}, eax
            {evex} vaddps xmm1, xmm2, xmm3                    | 62f16c0858cb           |
            vcvtpd2ps xmm1, qword ptr [rax]{1to4}             | 62f1fd385a08           |
            vcompressps [rax + 4] {k1}, zmm2                  | 62f27d498a5001         | vcompressps zmmword ptr [rax + 0x4] {k1}, zmm2
            vscatterdps [rax + 4*zmm2] {k1}, zmm3             | 62f27d49a21c90         |
            tileloadd tmm1, [rax]                             | c4e27b4b0c20           |
            vmovaps xmm1, xmm8                                | c57829c1               |
            pushf                                             | 9c                     | pushfq
            add r16, r17                                      | d55801c8               |
            mov eax, dword ptr [r16 + 4*r17 + 5]              | d5308b448805           | mov eax, dword ptr [r16 + 4*r17 + 0x5]
            """)
    void assemblesAndDisassembles64(String text, String bytes, String canonical) {
        check(X86Language.X86_64, text, bytes, canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            inc eax                                           | 40                     |
            mov eax, [0x1234]                                 | a134120000             | mov eax, dword ptr [0x1234]
            mov ax, word ptr [bx + si + 0x10]                 | 67668b4010             |
            jcxz 0x1005                                       | 67e302                 |
            call 0x33:0x1234                                  | 9a341200003300         |
            push es                                           | 06                     |
            les eax, [ecx]                                    | c401                   |
            vaddps zmm1, zmm2, zmm3                           | 62f16c4858cb           |
            vexpandps ymm0, ymmword ptr [di + 0x1fc]          | 6762f27d2888457f       |
            vexpandps ymm0, ymmword ptr [di + 0x7f]           | 6762f27d2888857f00     |
            pushf                                             | 669c                   | pushfw
            fstcw word ptr [eax]                              | 9bd938                 |
            """)
    void assemblesAndDisassembles32(String text, String bytes, String canonical) {
        check(X86Language.X86_32, text, bytes, canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            frob eax           | unknown mnemonic "frob" (column 1)
            add rax, 0x1ffffffff | ADD r/m64, simm32: operand 2 (simm32) is 0x1ffffffff; allowed: -2147483648 to 2147483647, sign-extended
            add [rax], 5       | add: the memory operand's width is not said; allowed: one of the widths that fit: say dword or the like
            add rax, 5, 6      | ADD r64, r/m64, simm32: operand 2 (r/m64) is 0x5; allowed: r/m64
            mov eax, [rax*3]   | the index rax is multiplied by 3; allowed: 1, 2, 4 or 8 (column 10)
            mov eax, 010       | "010" could be octal or decimal; write it without the leading zero or with 0x (column 10)
            mov eax, [rax      | expected "]", found the end (column 14)
            add rax, #5        | "#" is of no use here (column 10)
            aaa                | aaa: the mode is 64-bit; allowed: 32-bit
            lock mov [rax], eax | MOV r/m32, r32: prefix is LOCK; allowed: none
            add r31d, dword ptr fs:[r24 + 4*r18 - 0x80000000], 0xffff | ADD r32, r/m32, imm32: the length with these operands is 16; allowed: at most 15 bytes
            """)
    void refusesWithOneExactLine(String text, String message) {
        RuntimeException refusal = assertThrows(RuntimeException.class, () -> hex(X86Language.X86_64, text), text);
        assertEquals(message, refusal.getMessage());
        assertEquals(true, refusal instanceof SyntaxException || refusal instanceof EncodingException);
    }

    @Test
    void takesLabels() {
        CodeBuffer code = new CodeBuffer(X86Language.X86_64.machine());
        code.put8(0x90);
        Instruction jump = X86Language.X86_64.parse("jne loop", code::label, ADDRESS);
        assertEquals("jne loop", X86Language.X86_64.format(jump, ADDRESS));
        X86Language.X86_64.encode(jump, code);
        code.bind(code.label("loop"));
        byte[] bytes = code.toImage().at(ADDRESS);
        assertEquals("900f8500000000", HexFormat.of().formatHex(bytes));
    }

    @Test
    void tellsThatBytesAreMissing() {
        DecodingException refusal = assertThrows(
                DecodingException.class,
                () -> X86Language.X86_64.decode(HexFormat.of().parseHex("4883"), 0));
        assertEquals("the code ends in the middle of an instruction, after 2 bytes", refusal.getMessage());
    }
}
