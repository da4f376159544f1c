package dev.touchstone.encoder.aarch32;

import static dev.touchstone.encoder.aarch32.A32Registers.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.touchstone.encoder.EncodingException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// A32 by typed calls. The bytes are those that llvm-mc gives.
final class A32AssemblerTests {
    private final A32Assembler a = new A32Assembler();

    private String hex() {
        return HexFormat.of().formatHex(a.code().toImage().at(0x1000));
    }

    private EncodingException refused(Executable call) {
        EncodingException e = assertThrows(EncodingException.class, call);
        assertEquals("", hex());
        return e;
    }

    @Test
    void readsLikeTheManual() {
        a.add(EQ, r0, r1, r2, LSL, 3);
        a.adds(r0, r1, r2, RRX);
        a.add(r0, r1, r2, ROR, r3);
        a.ldr(r0, mem(r1).minus(r2).shift(ASR, 2).pre());
        a.ldm(r0.writeBack(), list(r1, r2).and(range(r5, r7)));
        a.vadd_f32(s0, s1, s2);
        a.vld1_8(d0, d1, mem(r0).align(64).writeBack());
        assertEquals("82018100" + "620091e0" + "720381e0" + "420131e7" + "e600b0e8" + "810a30ee" + "1d0a20f4", hex());
    }

    @Test
    void refusesAndSaysWhatIsAllowed() {
        assertEquals("const", refused(() -> a.mov(r0, 0x1F001)).operand().replaceAll("\\..*", ""));
        EncodingException offset = refused(() -> a.ldrh(r0, mem(r1).offset(256)));
        assertEquals(
                "LDRH<c> <Rt|PC>, [<Rn>{, #<+/-imm8>}]: +/-imm8 is 256; allowed: -255 to 255", offset.getMessage());
        refused(() -> a.add(r0, r1, r2, LSL, 1L << 32));
        refused(() -> a.ldr(r0, mem(r1).offset(Integer.MIN_VALUE)));
        refused(() -> a.ldrd(r0, r2, mem(r1)));
        refused(() -> a.ldrd(r1, r2, mem(r4)));
    }
}
