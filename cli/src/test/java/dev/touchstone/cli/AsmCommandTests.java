package dev.touchstone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsmCommandTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x86-64 | add rax, rbx | 4801d8",
                "x86-64 | vaddps zmm1 {k2} {z}, zmm3, dword ptr [rax]{1to16} | 62f164da5808",
                "x86 | push eax | 50",
                "a64 | add x0, x1, #5 | 20140091",
                "a32 | addeq r0, r1, r2 | 02008100",
                "t32 | adds r0, r1, r2 | 8818",
                "x86-64 | jmp end; nop; end: ret | eb0190c3",
                "a64 | loop: subs x0, x0, #1; b.ne loop; ret | 000400f1e1ffff54c0035fd6"
            })
    void statementsGiveBytes(String isa, String text, String hex) {
        Cli run = Cli.run("asm", "--isa", isa, text);
        assertEquals(hex + "\n", run.out(), run.err());
        assertEquals(0, run.exit());
    }

    @Test
    void aBatchAnswersEachLine() {
        Cli run = Cli.with("add rax, rbx\nfrob rax\nret\n", "asm", "--isa", "x86-64", "--batch");
        List<String> lines = run.out().lines().toList();
        assertEquals(3, lines.size());
        assertEquals("4801d8", lines.get(0));
        assertTrue(lines.get(1).startsWith("error: ") && lines.get(1).contains("frob"), lines.get(1));
        assertEquals("c3", lines.get(2));
        assertEquals(1, run.exit());
    }

    @ParameterizedTest
    @CsvSource({"elf, x86-64, 7f454c46", "ELF, t32, 7f454c46", "macho, a64, cffaedfe", "coff, a64, 64aa0300"})
    void anObjectFileIsWritten(String format, String isa, String magic, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("object");
        String text = ".globl f; .extern g; f: nop; b g; .data; .byte 1; .rodata; .byte 2";
        Cli run = Cli.run(
                "asm",
                "--isa",
                isa,
                "--object",
                format,
                "--out",
                file.toString(),
                isa.equals("t32")
                        ? text.replace("b g", "b.w g")
                        : isa.startsWith("x86") ? text.replace("b g", "jmp g@PLT") : text);
        assertEquals("", run.out() + run.err());
        assertEquals(magic, HexFormat.of().formatHex(Files.readAllBytes(file), 0, 4));
    }

    @Test
    void anObjectFileWantsANameAndAMachineOfItsFormat(@TempDir Path folder) {
        assertEquals(2, Cli.run("asm", "--isa", "a64", "--object", "elf", "ret").exit());
        String file = folder.resolve("object").toString();
        assertEquals(2, Cli.run("asm", "--isa", "a64", "--out", file, "ret").exit());
        assertEquals(
                "error: no Mach-O object for t32; there is one for x86-64, aarch64\n",
                Cli.run("asm", "--isa", "t32", "--object", "macho", "--out", file, "bx lr")
                        .err());
        assertFalse(Files.exists(Path.of(file)));
    }

    /// Each wrong statement is refused in one line that names what is wrong.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x86-64 | frobnicate rax | frobnicate",
                "x86-64 | add rax, xmm1 | xmm1",
                "x86-64 | shl rax, 256 | 0x100",
                "x86-64 | mov [rax], 5 | width",
                "x86-64 | add ah, r8b | ah",
                "x86-64 | mov eax, dword ptr [rsp*2] | rsp",
                "x86-64 | jmp nowhere | nowhere",
                "x86 | mov rax, 1 | rax",
                "a64 | add x0, x1, #4097 | 0x1001",
                "a64 | and x0, x1, #5 | 0x5",
                "a64 | ldr x0, [x1, #32768] | 0x8000",
                "a64 | frob x0 | frob",
                "a64 | b nowhere | nowhere",
                "a32 | add r0, r1, #257 | 0x101",
                "a32 | mov r0, x1 | x1",
                "t32 | b nowhere | nowhere",
                "t32 | ldr r0, [r1, #4096] | 0x1000"
            })
    void badStatementsAreOneLine(String isa, String text, String names) {
        Cli run = Cli.run("asm", "--isa", isa, text);
        assertEquals(1, run.exit(), run.out());
        assertEquals("", run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().startsWith("error: ") && run.err().contains(names), run.err());
    }

    @Test
    void anErrorInALongTextNamesTheLine() {
        Cli run = Cli.with("nop\nnop\nfrob\n", "asm", "--isa", "x86-64");
        assertTrue(run.err().contains("line 3"), run.err());
    }

    @Test
    void anUnknownSetIsRefusedWithTheKnownOnes() {
        Cli run = Cli.run("asm", "--isa", "z80", "nop");
        assertEquals(2, run.exit());
        assertTrue(run.err().contains("x86-64, x86, a64, a32, t32"), run.err());
    }
}
