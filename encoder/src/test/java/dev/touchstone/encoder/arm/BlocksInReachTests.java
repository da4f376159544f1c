package dev.touchstone.encoder.arm;

import static dev.touchstone.encoder.aarch32.A32Registers.q0;
import static dev.touchstone.encoder.aarch32.A32Registers.q1;
import static dev.touchstone.encoder.aarch32.A32Registers.r0;
import static dev.touchstone.encoder.aarch32.A32Registers.r8;
import static dev.touchstone.encoder.aarch32.Condition.EQ;
import static dev.touchstone.encoder.aarch32.Condition.NE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.StatementParser;
import dev.touchstone.encoder.aarch32.FcI;
import dev.touchstone.encoder.aarch32.T32Assembler;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.BufferOption;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Wherever the range of a branch before them runs out, IT and VPT blocks stay in one piece.
class BlocksInReachTests {
    private static final String IT =
            "itett eq; eoreq r8, r8, r8; eorne r8, r8, r8; eoreq r8, r8, r8;" + "eoreq r8, r8, r8";
    private static final String VPT = "vpte.i32 eq, q0, q1; vaddt.i32 q0, q0, q0; vadde.i32 q0, q0, q0";

    private static CodeBuffer buffer() {
        return new CodeBuffer(Machine.T32, BufferOption.EXTENDED_REACH);
    }

    private static void assemble(CodeBuffer code, String text) {
        StatementParser parser = MachineLanguages.of(Isa.T32).newBlock();
        for (String statement : text.split(";", -1)) {
            MachineLanguages.of(Isa.T32).encode(parser.parse(statement.strip(), code::label, code.position()), code);
        }
    }

    private static byte[] bytes(String text) {
        CodeBuffer code = new CodeBuffer(Machine.T32);
        assemble(code, text);
        return code.toImage().at(0);
    }

    /// How many islands of a CBZ come where the block is written at each distance from the CBZ.
    private static void staysInOnePiece(byte[] block, Consumer<CodeBuffer> write) {
        String wanted = HexFormat.of().formatHex(block);
        int[] places = IntStream.range(5, 66)
                .map(before -> {
                    CodeBuffer code = buffer();
                    Label far = code.newLabel();
                    T32Assembler t = new T32Assembler(code);
                    t.cbz(r0, far);
                    for (int i = 0; i < before; i++) {
                        t.nop();
                    }
                    write.accept(code);
                    code.put(new byte[4000]);
                    code.bind(far);
                    int at = HexFormat.of().formatHex(code.toImage().at(0)).indexOf(wanted);
                    assertEquals(0, at % 4, () -> "no whole block behind " + before);
                    return at / 2 - 2 * before - 2;
                })
                .distinct()
                .toArray();
        assertEquals("[0, 8]", Arrays.toString(places), "an island of two jumps before the block, or none");
    }

    @Test
    void blocksOfText() {
        staysInOnePiece(bytes(IT), code -> assemble(code, IT));
        staysInOnePiece(bytes(VPT), code -> assemble(code, VPT));
    }

    @Test
    void blocksOfCalls() {
        staysInOnePiece(bytes(IT), code -> {
            T32Assembler t = new T32Assembler(code);
            t.itett(EQ);
            t.eor(EQ, r8, r8, r8);
            t.eor(NE, r8, r8, r8);
            t.eor(EQ, r8, r8, r8);
            t.eor(EQ, r8, r8, r8);
        });
        staysInOnePiece(bytes(VPT), code -> {
            T32Assembler t = new T32Assembler(code);
            t.vpte_i32(FcI.EQ, q0, q1);
            t.vaddt_i32(q0, q0, q0);
            t.vadde_i32(q0, q0, q0);
        });
    }
}
