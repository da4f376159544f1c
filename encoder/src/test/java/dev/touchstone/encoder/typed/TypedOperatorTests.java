package dev.touchstone.encoder.typed;

import static dev.touchstone.encoder.aarch64.A64Registers.d3;
import static dev.touchstone.encoder.aarch64.A64Registers.mem;
import static dev.touchstone.encoder.aarch64.A64Registers.q4;
import static dev.touchstone.encoder.aarch64.A64Registers.sp;
import static dev.touchstone.encoder.aarch64.A64Registers.w1;
import static dev.touchstone.encoder.aarch64.A64Registers.x0;
import static dev.touchstone.encoder.aarch64.A64Registers.x1;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_ADR_GOT_PAGE;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_CONDBR19;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_LD64_GOT_LO12_NC;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_MOVW_PREL_G2;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_MOVW_SABS_G1;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_MOVW_UABS_G1;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_MOVW_UABS_G1_NC;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_MOVW_UABS_G2;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_MOVW_UABS_G3;
import static dev.touchstone.relocation.AArch64Fixups.R_AARCH64_TLSDESC_ADD_LO12;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.aarch32.A32Assembler;
import dev.touchstone.encoder.aarch32.A32Registers;
import dev.touchstone.encoder.aarch32.T32Assembler;
import dev.touchstone.encoder.aarch64.A64Assembler;
import dev.touchstone.encoder.arm.ArmLanguage;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.AArch32Fixups;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.ObjectCode;
import java.util.HexFormat;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// What a relocation operator does in text, a label by another kind of fixup does in typed calls.
final class TypedOperatorTests {
    private static String text(Isa isa, String statement) {
        MachineLanguage language = ArmLanguage.of(isa);
        CodeBuffer code = new CodeBuffer(language.machine());
        language.encode(language.parse(statement, code::external, 0), code);
        return told(code);
    }

    private static String told(CodeBuffer code) {
        ObjectCode object = code.toObject();
        ObjectCode.SectionRelocation relocation = object.relocations().getFirst();
        return HexFormat.of().formatHex(object.sections().getFirst().bytes()) + " " + relocation.kind() + " + "
                + relocation.addend();
    }

    private static void a64(String statement, BiConsumer<A64Assembler, Label> call) {
        A64Assembler a = new A64Assembler();
        call.accept(a, a.code().external("sym"));
        assertEquals(text(Isa.A64, statement), told(a.code()), statement);
    }

    private static void t32(String statement, BiConsumer<T32Assembler, Label> call) {
        T32Assembler a = new T32Assembler();
        call.accept(a, a.code().external("sym"));
        assertEquals(text(Isa.T32, statement), told(a.code()), statement);
    }

    @Test
    void lowBitsOfAnAddress() {
        a64("add x0, x1, :lo12:sym", (a, sym) -> a.add(x0, x1, sym));
        a64("add sp, x1, :lo12:sym+16", (a, sym) -> a.add(sp, x1, sym.plus(16)));
        a64("add x0, x1, :tlsdesc_lo12:sym", (a, sym) -> a.add(x0, x1, sym.via(R_AARCH64_TLSDESC_ADD_LO12)));
        a64("ldrb w1, [x0, :lo12:sym]", (a, sym) -> a.ldrb(w1, mem(x0).offset(sym)));
        a64("str x1, [sp, :lo12:sym+8]", (a, sym) -> a.str(x1, mem(sp).offset(sym.plus(8))));
        a64("ldr d3, [x0, :lo12:sym]", (a, sym) -> a.ldr(d3, mem(x0).offset(sym)));
        a64("str q4, [x0, :lo12:sym]", (a, sym) -> a.str(q4, mem(x0).offset(sym)));
    }

    @Test
    void theGlobalOffsetTable() {
        a64("adrp x0, :got:sym", (a, sym) -> a.adrp(x0, sym.via(R_AARCH64_ADR_GOT_PAGE)));
        a64("ldr x0, [x0, :got_lo12:sym]", (a, sym) -> a.ldr(x0, mem(x0).offset(sym.via(R_AARCH64_LD64_GOT_LO12_NC))));
    }

    @Test
    void theKindTellsTheGroupOfAMove() {
        a64("movz x0, :abs_g0:sym", (a, sym) -> a.movz(x0, sym));
        a64("movz x0, :abs_g1:sym", (a, sym) -> a.movz(x0, sym.via(R_AARCH64_MOVW_UABS_G1)));
        a64("movk x1, :abs_g1_nc:sym", (a, sym) -> a.movk(x1, sym.via(R_AARCH64_MOVW_UABS_G1_NC)));
        a64("movk w1, :abs_g1_nc:sym", (a, sym) -> a.movk(w1, sym.via(R_AARCH64_MOVW_UABS_G1_NC)));
        a64("movk x1, :abs_g3:sym", (a, sym) -> a.movk(x1, sym.via(R_AARCH64_MOVW_UABS_G3)));
        a64("movn x1, :abs_g1_s:sym", (a, sym) -> a.movn(x1, sym.via(R_AARCH64_MOVW_SABS_G1)));
        a64("movz x1, :prel_g2:sym", (a, sym) -> a.movz(x1, sym.via(R_AARCH64_MOVW_PREL_G2)));
    }

    @Test
    void aKindOfOtherBitsIsRefused() {
        A64Assembler a = new A64Assembler();
        Label sym = a.code().external("sym");
        EncodingException e = assertThrows(EncodingException.class, () -> a.movz(w1, sym.via(R_AARCH64_MOVW_UABS_G2)));
        assertTrue(e.getMessage().contains("R_AARCH64_MOVW_UABS_G0"), e.getMessage());
        assertThrows(EncodingException.class, () -> a.add(x0, x1, sym.via(R_AARCH64_CONDBR19)));
        assertEquals(0, a.code().position());
    }

    @Test
    void halvesAndBytesOfAnAddress() {
        t32("movw r1, #:lower16:sym", (a, sym) -> a.movw(A32Registers.r1, sym));
        t32("movt r9, #:upper16:sym", (a, sym) -> a.movt(A32Registers.r9, sym));
        t32("movs r1, #:lower0_7:sym", (a, sym) -> a.movs(A32Registers.r1, sym));
        t32(
                "adds r1, #:upper8_15:sym",
                (a, sym) -> a.adds(A32Registers.r1, sym.via(AArch32Fixups.R_ARM_THM_ALU_ABS_G3)));
        A32Assembler a32 = new A32Assembler();
        a32.movt(A32Registers.r1, a32.code().external("sym"));
        assertEquals(text(Isa.A32, "movt r1, #:upper16:sym"), told(a32.code()));
    }
}
