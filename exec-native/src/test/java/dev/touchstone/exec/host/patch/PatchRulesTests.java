package dev.touchstone.exec.host.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.isa.Isa;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchRulesTests {
    private static byte[] assemble(Isa isa, String text) {
        return TextAssembler.assemble(isa, text, 0).at(0);
    }

    private static long word(byte[] code) {
        return ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xFFFF_FFFFL;
    }

    @ParameterizedTest
    @CsvSource({"nop, b #8", "b #8, bl #-4", "bl #4, nop", "brk #1, nop", "nop, isb", "svc #1, hvc #2", "smc #1, brk #0"
    })
    void armsListIsAllowed(String before, String after) {
        PatchRules.Span span = A64Rules.INSTANCE.replace(0x1000, assemble(Isa.A64, before), assemble(Isa.A64, after));
        assertEquals(new PatchRules.Span(0, 4), span);
    }

    @ParameterizedTest
    @CsvSource({"nop, b.eq #8", "b.ne #8, nop", "cbz x0 #8, nop", "nop, ret", "'add x0, x1, x2', nop", "nop, yield"})
    void allElseOfA64IsRefused(String before, String after) {
        byte[] one = assemble(Isa.A64, before.replace("x0 #", "x0, #"));
        byte[] other = assemble(Isa.A64, after);
        String message = assertThrows(
                        UnsupportedOperationException.class, () -> A64Rules.INSTANCE.replace(0x1000, one, other))
                .getMessage();
        assertTrue(message.contains("B, BL, BRK, HVC, ISB, NOP, SMC and SVC"), message);
    }

    @ParameterizedTest
    @CsvSource({"b, 8", "b, -134217728", "bl, 134217724", "bl, -4", "b, 0"})
    void branchesOfA64GoWhereTheAssemblerSendsThem(String mnemonic, long distance) {
        byte[] before = assemble(Isa.A64, mnemonic + " #64");
        Branch branch = A64Rules.INSTANCE.branch(0x4000_0000, before);
        assertEquals(
                word(assemble(Isa.A64, mnemonic + " #" + distance)), branch.to(0x4000_0000 + distance, word(before)));
        for (long far : new long[] {134217728, -134217732, 2}) {
            assertThrows(UnsupportedOperationException.class, () -> branch.to(0x4000_0000 + far, 0));
        }
    }

    @ParameterizedTest
    @CsvSource({"jmp 0x1050", "call 0x1050", "je 0x1050", "jrcxz 0x1050"})
    void directBranchesOfX86AreBranches(String text) {
        byte[] code = TextAssembler.assemble(Isa.X86_64, text, 0x1000).at(0x1000);
        int bytes = code.length;
        Branch branch = X86Rules.INSTANCE.branch(0x1000, code);
        assertEquals(0x50 - bytes, branch.to(0x1050, 0) & 0xFF);
        assertEquals(bytes, branch.span().offset() + branch.span().size());
    }

    @ParameterizedTest
    @CsvSource({"ret", "jmp rax", "'mov eax, 1'"})
    void othersAreNot(String text) {
        byte[] code = assemble(Isa.X86_64, text);
        String message = assertThrows(UnsupportedOperationException.class, () -> X86Rules.INSTANCE.branch(0x1000, code))
                .getMessage();
        assertTrue(message.endsWith("at 0x1000 is no direct branch"), message);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void aWholeInstructionIsReplacedOnAmdOnly() throws IOException {
        byte[] before = assemble(Isa.X86_64, "nop dword ptr [rax]");
        byte[] after = assemble(Isa.X86_64, "add eax, 1");
        boolean amd = Files.readString(Path.of("/proc/cpuinfo"))
                .matches("(?s).*vendor_id\\s*: (AuthenticAMD|HygonGenuine).*");
        if (amd) {
            assertEquals(new PatchRules.Span(0, 3), X86Rules.INSTANCE.replace(0x1000, before, after));
            assertEquals(new PatchRules.Span(0, 3), X86Rules.INSTANCE.replace(0x1005, before, after));
        }
        String message = assertThrows(
                        UnsupportedOperationException.class, () -> X86Rules.INSTANCE.replace(0x1006, before, after))
                .getMessage();
        assertTrue(message.contains(amd ? "both sides of 0x1008" : "breakpoint"), message);
    }
}
