package dev.touchstone.encoder.x86.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.SymbolScope;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What instructions read and write, as the manuals have it.
class X86FootprintTests {
    private static Footprint footprint(MachineLanguage language, String text) {
        return language.footprint(language.parse(text, SymbolScope.NONE, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mov eax, ecx                      | rcx             | rax
            mov ax, cx                        | rax, rcx        | rax
            mov ah, cl                        | rax, rcx        | rax
            add rbx, qword ptr [rsi + 8*rdi]  | rbx, rdi, rsi   | rbx
            mul ecx                           | rax, rcx        | rax, rdx
            movaps xmm1, xmm2                 | zmm1, zmm2      | zmm1
            vmovaps xmm1, xmm2                | zmm2            | zmm1
            vaddps zmm1 {k2}, zmm3, zmm4      | k2, mxcsr, zmm1, zmm3, zmm4 | mxcsr, zmm1
            vaddps zmm1 {k2} {z}, zmm3, zmm4  | k2, mxcsr, zmm3, zmm4 | mxcsr, zmm1
            push rax                          | rax, rsp        | rsp
            lea rax, [rbx + rcx]              | rbx, rcx        | rax
            rep movsb                         | rcx, rdi, rsi   | rcx, rdi, rsi
            """)
    void readsAndWrites(String text, String reads, String writes) {
        Footprint footprint = footprint(X86Language.X86_64, text);
        assertEquals(reads, String.join(", ", new TreeSet<>(footprint.reads())), "reads");
        assertEquals(writes, String.join(", ", new TreeSet<>(footprint.writes())), "writes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            add eax, ecx   |     | ACOPSZ |
            and eax, ecx   |     | COPSZ  | A
            adc eax, ecx   | C   | ACOPSZ |
            inc eax        |     | AOPSZ  |
            mul ecx        |     | CO     | APSZ
            div ecx        |     |        | ACOPSZ
            jbe 0x10       | CZ  |        |
            bt eax, ecx    |     | C      | AOPS
            """)
    void readsAndWritesFlags(String text, String read, String written, String undefined) {
        Footprint footprint = footprint(X86Language.X86_32, text);
        assertEquals(read == null ? "" : read, String.join("", new TreeSet<>(footprint.flagsRead())), "read");
        assertEquals(
                written == null ? "" : written, String.join("", new TreeSet<>(footprint.flagsWritten())), "written");
        assertEquals(
                undefined == null ? "" : undefined,
                String.join("", new TreeSet<>(footprint.flagsUndefined())),
                "undefined");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mov eax, dword ptr [rsi + 4*rdi - 8]           | [rsi + rdi<<2 - 8] 4 r
            add qword ptr [rip + 0x10], 1                  | [rip + 16] 8 rw
            push rax                                       | [rsp - 8] 8 w
            vaddps zmm1, zmm3, dword ptr [rax]{1to16}      | [rax + 0] 4 r
            vgatherdps zmm1 {k1}, [rax + 4*zmm2]           | [rax + zmm2<<2 + 0] d32 0 r
            movsw                                          | [rdi + 0] 2 w; [rsi + 0] 2 r
            bt dword ptr [rax], ecx                        | [rax + 0] 0 r
            lea rax, [rbx]                                 | ''
            """)
    void accessesMemory(String text, String accesses) {
        StringBuilder shown = new StringBuilder();
        for (Footprint.MemoryAccess access : footprint(X86Language.X86_64, text).memory()) {
            shown.append(shown.isEmpty() ? "[" : "; [").append(access.base());
            if (access.index() != null) {
                shown.append(" + ").append(access.index()).append("<<").append(access.shift());
            }
            long displacement = access.displacement();
            shown.append(displacement < 0 ? " - " : " + ")
                    .append(Math.abs(displacement))
                    .append("] ");
            shown.append(access.extend().equals("none") ? "" : access.extend() + " ");
            shown.append(access.bytes()).append(access.read() ? " r" : " ").append(access.written() ? "w" : "");
        }
        assertEquals(accesses, shown.toString().replace("  w", " w"));
    }
}
