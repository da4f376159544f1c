package dev.touchstone.encoder.aarch32;

import static dev.touchstone.encoder.aarch32.A32Registers.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.RelocationException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// T32 by typed calls: IT and VPT blocks, widths, refusals. The bytes are those that llvm-mc gives.
final class T32AssemblerTests {
    private final T32Assembler t = new T32Assembler();

    private String hex() {
        return HexFormat.of().formatHex(t.code().toImage().at(0x1000));
    }

    private static String refusal(Executable call) {
        return String.valueOf(assertThrows(EncodingException.class, call).getMessage());
    }

    @Test
    void narrowIsTakenWhereItHoldsTheOperands() {
        t.adds(r0, r1, r2);
        t.add(r0, r1, r2);
        t.adds_w(r0, r1, r2);
        t.adds(r8, r1, r2);
        assertEquals("8818" + "01eb0200" + "11eb0200" + "11eb0208", hex());
    }

    @Test
    void aBlockTakesItsConditionsInOrder() {
        t.itte(NE);
        t.mov(NE, r0, 1);
        t.add(NE, r0, r1, r2);
        t.add(EQ, r0, r1, r2);
        t.adds(r0, r1, r2);
        assertEquals("1abf" + "0120" + "8818" + "8818" + "8818", hex());
    }

    @Test
    void aBlockRefusesWhatDoesNotFit() {
        assertEquals(
                "IT: condition is ne; allowed: none outside of an IT block; begin one with it ne",
                refusal(() -> t.add(NE, r0, r1, r2)));
        t.itt(NE);
        assertEquals(
                "IT: condition is eq; allowed: ne at this place of the IT block", refusal(() -> t.add(EQ, r0, r1, r2)));
        assertEquals(
                "IT: condition is left out; allowed: ne at this place of the IT block",
                refusal(() -> t.add(r0, r1, r2)));
        assertEquals(
                "IT: place is 2 instructions before the block's end; allowed: the last one of the IT block",
                refusal(() -> t.bx(NE, lr)));
        Label label = t.newLabel();
        refusal(() -> t.bind(label));
        assertEquals(
                "18bf".replace("18", "1c"),
                HexFormat.of().formatHex(t.code().array(), 0, t.code().position()));
        t.add(NE, r0, r1, r2);
        t.bx(NE, lr);
        assertEquals("1cbf" + "8818" + "7047", hex());
    }

    @Test
    void aConditionalBranchStandsOutsideOrLastInABlock() {
        Label here = t.newLabel();
        t.bind(here);
        t.b(NE, here);
        t.it(NE);
        t.b(NE, here);
        t.b_w(here);
        assertEquals("fed1" + "18bf" + "fce7" + "fff7fbbf", hex());
    }

    @Test
    void elseAfterAlwaysIsRefused() {
        assertEquals(
                "IT<pattern> <firstcond>: firstcond is AL; allowed: a condition that has an opposite, so not al",
                refusal(() -> t.ite(AL)));
    }

    @Test
    void aVectorBlockTakesItsLettersInOrder() {
        assertEquals(
                "VPT: place is t; allowed: no letter outside of a VPT block", refusal(() -> t.vaddt_i8(q0, q1, q2)));
        t.vpste();
        assertEquals(
                "VPT: place is left out; allowed: t at this place of the VPT block",
                refusal(() -> t.vadd_i8(q0, q1, q2)));
        assertEquals(
                "VPT: place is e; allowed: t at this place of the VPT block", refusal(() -> t.vadde_i8(q0, q1, q2)));
        t.vaddt_i8(q0, q1, q2);
        t.vadde_i8(q0, q1, q2);
        t.movs(r0, 1);
        assertEquals("71fe4d8f" + "02ef4408" + "02ef4408" + "0120", hex());
    }

    @Test
    void anImmediateThatNoRowHolds() {
        String message = refusal(() -> t.add(r0, r1, 0x12345));
        assertEquals(true, message.contains("0x") || message.contains("74565"), message);
        assertEquals("", hex());
    }

    @Test
    void aBranchOutOfRangeWritesNothing() {
        Label far = t.newLabel();
        t.bind(far);
        for (int i = 0; i < 300; i++) {
            t.nop();
        }
        int before = t.code().position();
        assertThrows(RelocationException.class, () -> t.b(EQ, far));
        assertEquals(before, t.code().position());
        t.b_w(EQ, far);
        assertEquals(before + 4, t.code().position());
    }

    @Test
    void aRefusedBranchLeavesItsBlockAsItWas() {
        Label far = t.newLabel();
        t.bind(far);
        for (int i = 0; i < 1100; i++) {
            t.nop();
        }
        t.it(EQ);
        int before = t.code().position();
        assertThrows(RelocationException.class, () -> t.b(EQ, far));
        assertEquals(before, t.code().position());
        assertEquals(
                "IT: condition is left out; allowed: eq at this place of the IT block", refusal(() -> t.movs(r0, 1)));
        t.b_w(EQ, far);
        t.movs(r0, 1);
        assertEquals(before + 6, t.code().position());
    }

    @Test
    void aRefusedInstructionDoesNotStandForTheNext() {
        Label stranger = new T32Assembler().newLabel();
        t.it(EQ);
        assertThrows(RuntimeException.class, () -> t.b(EQ, stranger));
        assertEquals(
                "IT: condition is left out; allowed: eq at this place of the IT block", refusal(() -> t.movs(r0, 1)));
    }
}
