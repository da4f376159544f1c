package dev.touchstone.encoder.x86;

import static dev.touchstone.encoder.x86.Mem.dword;
import static dev.touchstone.encoder.x86.Mem.ptr;
import static dev.touchstone.encoder.x86.Mem.qword;
import static dev.touchstone.encoder.x86.X86Registers.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.RelocationException;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Typed calls as people write them. The bytes are those of llvm-mc 19.
class X86AssemblerTests {
    private static void assertBytes(String hex, Consumer<X86Assembler> call) {
        X86Assembler a = new X86Assembler();
        call.accept(a);
        assertEquals(hex, HexFormat.of().formatHex(a.code().toImage().at(0x1000)));
    }

    private static void refused(String part, Consumer<X86Assembler> call) {
        X86Assembler a = new X86Assembler();
        EncodingException wrong = assertThrows(EncodingException.class, () -> call.accept(a));
        assertTrue(String.valueOf(wrong.getMessage()).contains(part), wrong::getMessage);
        assertEquals(0, a.code().position(), "bytes were written");
    }

    @Test
    void theShortestRowIsTaken() {
        assertBytes("4801d8", a -> a.add(rax, rbx));
        assertBytes("83c005", a -> a.add(eax, 5));
        assertBytes("0500010000", a -> a.add(eax, 256));
        assertBytes("81c300010000", a -> a.add(ebx, 256));
        assertBytes("48c7c005000000", a -> a.mov(rax, 5));
        assertBytes("48b80000008000000000", a -> a.mov(rax, 0x8000_0000L));
        assertBytes("83450007", a -> a.add(dword(ptr(rbp)), 7));
        assertBytes("c5fc58c2", a -> a.vaddps(ymm0, ymm0, ymm2));
        assertBytes("62a17c2058c2", a -> a.vaddps(ymm16, ymm16, ymm18));
        assertBytes("62f164da5808", a -> a.vaddps(zmm1.k(k2).z(), zmm3, ptr(rax).bcst()));
        assertBytes("cd80", a -> a.int_(0x80));
    }

    @Test
    void prefixesStandBeforeWhatTakesThem() {
        assertBytes("f00107", a -> a.lock().add(ptr(rdi), eax));
        assertBytes("f3a4", a -> a.rep().movsb());
        assertBytes("f2ae", a -> a.repne().scasb());
    }

    @Test
    void backwardBranchesInReachAreShort() {
        X86Assembler a = new X86Assembler();
        Label top = a.newLabel();
        Label end = a.newLabel();
        a.bind(top);
        a.dec(ecx);
        a.jne(top);
        a.jmp(end);
        a.lea(rsi, ptr(top));
        a.bind(end);
        a.ret();
        assertEquals(
                "ffc975fce907000000488d35f0ffffffc3",
                HexFormat.of().formatHex(a.code().toImage().at(0)));
    }

    @Test
    void aShortBranchEndsAt128BytesBack() {
        for (int gap = 120; gap < 132; gap++) {
            X86Assembler a = new X86Assembler();
            Label top = a.newLabel();
            a.bind(top);
            a.code().put(new byte[gap]);
            a.jmp(top);
            assertEquals(gap + (gap <= 126 ? 2 : 5), a.code().position(), "gap " + gap);
        }
    }

    @Test
    void whatHasNoEncodingIsRefused() {
        refused("width", a -> a.add(ptr(rax), 5));
        refused("{1to8}", a -> a.vaddps(ymm1, ymm2, ptr(rax).bcst(16)));
        refused("dl", a -> a.in(dl, dx));
        refused("imm8", a -> a.shl(rax, 256));
        refused("displacement", a -> a.mov(rax, ptr(rbx).disp(1L << 40)));
        refused("is dword ptr", a -> a.mov(rax, dword(ptr(rbx))));
        refused("the mask", a -> a.vpgatherdd(zmm1, ptr(rax).index(zmm2, 4)));
        refused("byte register is ah", a -> a.mov(ah, r8b));
        assertThrows(EncodingException.class, () -> new X86Assembler32().add(eax, r9d));
        assertThrows(EncodingException.class, () -> new X86Assembler32().add(eax, qword(ptr(rbx))));
        Label foreign = new X86Assembler().newLabel();
        assertThrows(RelocationException.class, () -> new X86Assembler().jmp(foreign));
        assertThrows(RelocationException.class, () -> new X86Assembler().lea(rax, ptr(foreign)));
    }
}
