package dev.touchstone.encoder.x86.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.relocation.CodeBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Operands that the opcode implies, written out; the bytes are what LLVM 19 makes of the text. The text that the
/// bytes are printed as gives the same bytes.
class X86ImpliedOperandsTests {
    private static String hex(MachineLanguage language, String text) {
        CodeBuffer code = new CodeBuffer(language.machine());
        language.encode(language.parse(text, SymbolScope.NONE, 0), code);
        return HexFormat.of().formatHex(Arrays.copyOf(code.array(), code.position()));
    }

    private static void check(MachineLanguage language, String text, String bytes, String canonical) {
        assertEquals(bytes, hex(language, text), text);
        String shown = language.format(
                language.decode(HexFormat.of().parseHex(bytes), 0).instruction(), 0);
        assertEquals(canonical == null ? text : canonical, shown);
        assertEquals(bytes, hex(language, shown), shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            movsb byte ptr es:[rdi], byte ptr [rsi]           | a4         | movsb
            movsb [rdi], [rsi]                                | a4         | movsb
            movsb byte ptr es:[edi], byte ptr [esi]           | 67a4       |
            movsb byte ptr es:[rdi], byte ptr fs:[rsi]        | 64a4       |
            movsb byte ptr [rdi], byte ptr ds:[rsi]           | a4         | movsb
            movsd dword ptr es:[rdi], dword ptr [rsi]         | a5         | movsd
            movs qword ptr [rdi], qword ptr [rsi]             | 48a5       | movsq
            movs es:[rdi], word ptr [rsi]                     | 66a5       | movsw
            rep movsb byte ptr es:[rdi], byte ptr [rsi]       | f3a4       | rep movsb
            stosd dword ptr es:[edi], eax                     | 67ab       |
            stos es:[rdi], al                                 | aa         | stosb
            rep stosq qword ptr es:[rdi], rax                 | f348ab     | rep stosq
            lodsb al, byte ptr [rsi]                          | ac         | lodsb
            lodsw ax, word ptr gs:[esi]                       | 676566ad   |
            lods byte ptr [rsi]                               | ac         | lodsb
            repne scasb al, byte ptr es:[rdi]                 | f2ae       | repne scasb
            cmpsq qword ptr fs:[rsi], qword ptr es:[rdi]      | 6448a7     |
            cmpsd xmm1, xmm2, 3                               | f20fc2ca03 | cmpsd xmm1, xmm2, 0x3
            insb byte ptr es:[rdi], dx                        | 6c         | insb
            outsw dx, word ptr [esi]                          | 67666f     |
            xlatb byte ptr [rbx]                              | d7         | xlatb
            xlatb byte ptr fs:[ebx]                           | 6467d7     |
            div eax, dword ptr [rcx]                          | f731       | div dword ptr [rcx]
            idiv rax, rbx                                     | 48f7fb     | idiv rbx
            shld eax, ebx                                     | 0fa5d8     | shld eax, ebx, cl
            vmrun rax                                         | 0f01d8     | vmrun
            clzero rax                                        | 0f01fc     | clzero
            fadd                                              | dec1       | faddp st(1), st(0)
            faddp st, st(1)                                   | dec1       | faddp st(1), st(0)
            fcompi st(2)                                      | dff2       | fcomip st(0), st(2)
            ffreep st(1)                                      | dfc1       |
            int 3                                             | cc         | int3
            sha256rnds2 xmm1, xmm2                            | 0f38cbca   | sha256rnds2 xmm1, xmm2, xmm0
            """)
    void in64BitMode(String text, String bytes, String canonical) {
        check(X86Language.X86_64, text, bytes, canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            movsb byte ptr es:[edi], byte ptr [esi]           | a4         | movsb
            movsb byte ptr es:[di], byte ptr [si]             | 67a4       |
            lodsd eax, dword ptr fs:[esi]                     | 64ad       |
            invlpga eax, ecx                                  | 0f01df     | invlpga
            """)
    void in32BitMode(String text, String bytes, String canonical) {
        check(X86Language.X86_32, text, bytes, canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            movsb byte ptr [rax], byte ptr [rsi]              | allowed: m8(es:rdi)
            movsb byte ptr [rdi + 1], byte ptr [rsi]          | allowed: m8(es:rdi)
            movsb byte ptr fs:[rdi], byte ptr [rsi]           | segment es
            movsb byte ptr es:[edi], byte ptr [rsi]           | addresses of the same size
            movsb dword ptr [rdi], dword ptr [rsi]            | allowed: m8
            movs [rdi], [rsi]                                 | one of the widths that fit
            stosb byte ptr es:[rdi], ah                       | allowed: al
            div ebx, ecx                                      | allowed: eax
            mov eax, [0x80000000]                             | if 0xffffffff80000000 is meant, write that
            mov eax, [0x100000000]                            | a displacement of signed 32 bits
            """)
    void whatIsNotImpliedIsRefused(String text, String allowed) {
        String message = String.valueOf(assertThrows(EncodingException.class, () -> hex(X86Language.X86_64, text))
                .getMessage());
        assertEquals(true, message.contains(allowed), message);
    }

    @Test
    void whatIsWrittenOutIsTouchedAlike() {
        MachineLanguage language = X86Language.X86_64;
        Footprint brief = language.footprint(language.parse("movsb", SymbolScope.NONE, 0));
        Footprint full =
                language.footprint(language.parse("movsb byte ptr [rdi], byte ptr [rsi]", SymbolScope.NONE, 0));
        assertEquals(brief.reads(), full.reads());
        assertEquals(brief.writes(), full.writes());
        assertEquals(Set.copyOf(brief.memory()), Set.copyOf(full.memory()));
    }
}
