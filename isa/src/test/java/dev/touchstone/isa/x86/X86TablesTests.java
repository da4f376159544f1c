package dev.touchstone.isa.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.isa.table.TableException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class X86TablesTests {
    private static X86Form one(String row) {
        return X86Tables.parse("t.rows", row).getFirst();
    }

    @Test
    void everyRowLoads() {
        assertFalse(X86Tables.forms().isEmpty());
        for (X86Form form : X86Tables.forms()) {
            assertTrue(X86Tables.forms(form.mnemonic()).contains(form), form::id);
        }
    }

    @Test
    void anEvexRowIsTakenApart() {
        X86Form form = one("VADDPS zmm1{k1}{z}, zmm2, zmm3/m512/m32bcst{er} | EVEX.512.NP.0F.W0 58 /r | RVM | w,r,r"
                + " | 64,32 | AVX512F | | full");
        OperandSpec last = form.operands().get(2);
        assertEquals(RegisterClass.ZMM, last.register());
        assertEquals(512, last.memoryBits());
        assertEquals(32, last.broadcastBits());
        assertTrue(last.rounding());
        assertTrue(form.operands().getFirst().zeroing());
        assertEquals(64, form.disp8Scale(false));
        assertEquals(4, form.disp8Scale(true));
        assertEquals(1, form.opcode().map());
        assertEquals("x86:VADDPS zmm1{k1}{z}, zmm2, zmm3/m512/m32bcst{er}", form.id());
    }

    @Test
    void aSignExtendedImmediateTakesTheWidthOfTheDestination() {
        X86Form form = one("ADD r/m32, simm8 | 83 /0 ib | MI | rw,r | 64,32 | I386");
        OperandSpec.Immediate immediate =
                Objects.requireNonNull(form.operands().get(1).immediate());
        assertEquals(new OperandSpec.Immediate(8, 32), immediate);
        assertTrue(immediate.accepts(0xFFFF_FFFFL, 64));
        assertTrue(immediate.accepts(-128, 64));
        assertFalse(immediate.accepts(128, 64));
        assertFalse(immediate.accepts(0xFFFF_FF7FL, 64));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "ADD r/m64, r64 | REX.W + 01 /r | MRI | rw,r | 64 | X64; op/en",
                "ADD r/m64, r64 | REX.W + 01 /0 | MR | rw,r | 64 | X64; needs /r",
                "ADD r/m64, imm8 | REX.W + 83 /0 id | MI | rw,r | 64 | X64; immediates of [1] bytes",
                "ADD r/m64, r64 | REX.W + 01 /r | MR | rw | 64 | X64; access",
                "ADD r/m64, r63 | REX.W + 01 /r | MR | rw,r | 64 | X64; no known notation",
                "ADD r/m64, r64 | REX.W + 01 /q | MR | rw,r | 64 | X64; no known notation",
                "ADD r/m64, r64 | REX.W + 01 /r | MR | rw,r | 16 | X64; give 64, 32 or both",
                "ADD r/m64, r64 | REX.W + 01 /r | MR | rw,r | 64; no feature",
                "V xmm1, xmm2/m64 | EVEX.128.NP.0F.W0 58 /r | RM | w,r | 64 | F | | full; scales disp8 by 16",
                "V xmm1, xmm2/m64 | EVEX.128.NP.0F.W0 58 /r | RM | w,r | 64 | F; needs a tuple type",
                "V xmm1{k1}, xmm2 | VEX.128.NP.0F.W0 58 /r | RM | w,r | 64 | F; need EVEX",
                "ADD r64, r64 | 01 /r | MM | rw,r | 64 | X64; two operands with op/en M",
                "PUSH r64 | 50 | O | r | 64 | X64; needs +r",
            })
    void aContradictionNamesFileAndLine(String row, String message) {
        TableException wrong =
                assertThrows(TableException.class, () -> X86Tables.parse("t.rows", "# a comment\n" + row));
        String text = String.valueOf(wrong.getMessage());
        assertTrue(text.startsWith("t.rows:2: "), text);
        assertTrue(text.contains(message), text);
    }

    @Test
    void theSameSyntaxTwiceNeedsAVariant() {
        String row = "NOP | 90 | | | 64 | I386";
        assertThrows(TableException.class, () -> X86Tables.parse("t.rows", row + "\n" + row));
        assertEquals(
                2,
                X86Tables.parse("t.rows", row + "\n" + row + " | | variant=again")
                        .size());
    }
}
