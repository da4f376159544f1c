package dev.touchstone.encoder.aarch64;

import static dev.touchstone.encoder.aarch64.A64Registers.LSL;
import static dev.touchstone.encoder.aarch64.A64Registers.sp;
import static dev.touchstone.encoder.aarch64.A64Registers.w3;
import static dev.touchstone.encoder.aarch64.A64Registers.w4;
import static dev.touchstone.encoder.aarch64.A64Registers.x1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Machine;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// A64 by typed calls.
final class A64AssemblerTests {
    private final A64Assembler a = new A64Assembler();

    private String hex() {
        return HexFormat.of().formatHex(a.code().toImage().at(0x1000));
    }

    @Test
    void writesLittleEndianWords() {
        a.add(sp, x1, 4095);
        a.add(w3, w4, 1, LSL, 12);
        assertEquals("3ffc3f91" + "83044011", hex());
    }

    @Test
    void refusesAnImmediateThatDoesNotFitAndWritesNothing() {
        EncodingException e = assertThrows(EncodingException.class, () -> a.add(sp, x1, 4096L * 4096));
        assertEquals("imm12", e.operand());
        assertEquals("", hex());
        assertThrows(EncodingException.class, () -> a.add(sp, x1, 1, LSL, 13));
        assertEquals("", hex());
    }

    @Test
    void minusZeroIsNotZero() {
        a.fmov(A64Registers.d0, 0.0);
        assertEquals("e003679e", hex());
        assertThrows(EncodingException.class, () -> a.fmov(A64Registers.d0, -0.0));
        assertEquals("e003679e", hex());
    }

    @Test
    void refusesAnotherMachinesBuffer() {
        CodeBuffer other = new CodeBuffer(Machine.T32);
        assertThrows(IllegalArgumentException.class, () -> new A64Assembler(other));
    }
}
