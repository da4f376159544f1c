package dev.touchstone.encoder.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.RelocationException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Text, bytes, labels, errors and footprints; the expected bytes are llvm-mc's.
class ArmLanguageTests {
    private static String hex(Isa isa, String statement) {
        ArmLanguage language = ArmLanguage.of(isa);
        CodeBuffer code = new CodeBuffer(language.machine());
        language.encode(language.parse(statement, SymbolScope.NONE, 0), code);
        return HexFormat.of().formatHex(code.array(), 0, code.position());
    }

    private static String text(Isa isa, String hex) {
        ArmLanguage language = ArmLanguage.of(isa);
        return language.format(language.decode(HexFormat.of().parseHex(hex), 0).instruction(), 0);
    }

    private static Footprint footprint(Isa isa, String statement) {
        ArmLanguage language = ArmLanguage.of(isa);
        return language.footprint(language.parse(statement, SymbolScope.NONE, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A64 | add x0, x1, #5 | 20140091",
                "A64 | ADD X0 , X1,#0x5 | 20140091",
                "A64 | add wsp, w1, 4095, lsl #12 | 3ffc7f11",
                "A64 | and x0, x1, #0xff00ff00ff00ff00 | 209c0892",
                "A64 | mov x0, #-1 | 00008092",
                "A64 | ldp x29, x30, [sp], #16 | fd7bc1a8",
                "A64 | ldr x3, [x4, w5, sxtw #3] | 83d865f8",
                "A64 | b #8 | 02000014",
                "A64 | ld4 { v30.4s - v1.4s }, [sp], #64 | fe0bdf4c",
                "A64 | ld4 { v30.4s, v31.4s, v0.4s, v1.4s }, [sp], #64 | fe0bdf4c",
                "A64 | fmov d0, #-1.5 | 00107f1e",
                "A32 | addeq r0, r1, r2 | 02008100",
                "A32 | stmfd sp!, {fp, ip, lr, pc} | 00d82de9",
                "A32 | mov r0, #0xff000000 | ff04a0e3",
                "A32 | ldr r0, [r1, #-0] | 000011e5",
                "A32 | bls #8 | 0200009a",
                "T32 | adds r0, r1, r2 | 8818",
                "T32 | addeq r0, r1, r2 | 8818",
                "T32 | add r0, r1, r2 | 01eb0200",
                "T32 | b.w #8 | 00f004b8",
                "T32 | itete ne | 15bf"
            })
    void textToBytes(Isa isa, String statement, String hex) {
        assertEquals(hex, hex(isa, statement));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A64 | 20140091 | add x0, x1, #0x5",
                "A64 | ea0301aa | mov x10, x1",
                "A64 | c0035fd6 | ret",
                "A32 | 0200009a | bls #0x8",
                "A32 | 0f0081e0 | add r0, r1, pc",
                "T32 | 8818 | adds r0, r1, r2",
                "T32 | 15bf | itete ne"
            })
    void bytesToText(Isa isa, String hex, String text) {
        assertEquals(text, text(isa, hex));
    }

    @Test
    void inAnItBlockTheSameBytesAreAnotherInstruction() {
        ArmLanguage t32 = ArmLanguage.of(Isa.T32);
        byte[] code = {(byte) 0x88, 0x18};
        assertEquals("addeq r0, r1, r2", t32.format(t32.decode(code, 0, 0).instruction(), 0));
        assertEquals("adds r0, r1, r2", t32.format(t32.decode(code, 0).instruction(), 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A64 | frob x0 | unknown mnemonic \"frob\" in a64 (column 1)",
                "A64 | add x0, q7, #1 | found \"q7\" (column 9)",
                "A64 | add x0, x1 | found the end (column 11)",
                "A64 | add x0, x1, #1, lsl | (column 20)",
                "A32 | addeq r0, r1, q3 | found \"q3\" (column 15)",
                "T32 | ldr r0, [r1 | found the end (column 12)"
            })
    void syntaxErrorsSayWhere(Isa isa, String statement, String message) {
        SyntaxException e = assertThrows(SyntaxException.class, () -> hex(isa, statement));
        assertTrue(String.valueOf(e.getMessage()).contains(message), e::getMessage);
        assertFalse(String.valueOf(e.getMessage()).contains("\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A64 | tbz x0, #64, #8 | 0x40",
                "A32 | addeq r0, r1, r16 | r16; allowed: r0 to r12, sp to pc",
                "A64 | b #2 | allowed: a label, or -134217728 to 134217724 in steps of 4",
                "A64 | ldp x0, x0, [x1] | other than",
                "A32 | mov r0, #0x12345678 | 0x12345678",
                "T32 | addseq r0, r1, r2, lsl #40 | lsl"
            })
    void valuesThatAreNotAllowed(Isa isa, String statement, String message) {
        EncodingException e = assertThrows(EncodingException.class, () -> hex(isa, statement));
        assertTrue(String.valueOf(e.getMessage()).contains(message), e::getMessage);
    }

    @Test
    void bytesThatAreNothing() {
        ArmLanguage a64 = ArmLanguage.of(Isa.A64);
        assertThrows(DecodingException.class, () -> a64.decode(new byte[3], 0));
        assertThrows(DecodingException.class, () -> a64.decode(new byte[] {-1, -1, -1, -1}, 0));
        ArmLanguage t32 = ArmLanguage.of(Isa.T32);
        DecodingException e = assertThrows(DecodingException.class, () -> t32.decode(new byte[] {0, (byte) 0xF0}, 0));
        assertTrue(String.valueOf(e.getMessage()).contains("ends in its middle"), e::getMessage);
    }

    /// A branch to itself, forward and backward, with the program counter's bias of the set.
    @ParameterizedTest
    @CsvSource({"A64, 4", "A32, 4", "T32, 2"})
    void labels(Isa isa, int size) {
        ArmLanguage language = ArmLanguage.of(isa);
        CodeBuffer code = new CodeBuffer(language.machine());
        code.bind(code.label("back"));
        for (String statement : List.of("b back", "b fore", "b back")) {
            language.encode(language.parse(statement, code::label, 0), code);
        }
        code.bind(code.label("fore"));
        byte[] linked = code.toImage().at(0x1000);
        assertEquals(3 * size, linked.length);
        long[] expected = isa == Isa.A64
                ? new long[] {0, 8, -8}
                : isa == Isa.A32 ? new long[] {-8, 0, -16} : new long[] {-4, 0, -8};
        for (int i = 0; i < 3; i++) {
            ArmInstruction branch =
                    (ArmInstruction) language.decode(linked, i * size).instruction();
            long[] values = branch.values();
            assertEquals(expected[i], values[values.length - 1], () -> Arrays.toString(values));
        }
    }

    @Test
    void aLabelOutOfReach() {
        ArmLanguage a64 = ArmLanguage.of(Isa.A64);
        CodeBuffer code = new CodeBuffer(a64.machine());
        a64.encode(a64.parse("tbz x0, #1, far", code::label, 0), code);
        code.put(new byte[1 << 16]);
        assertThrows(RelocationException.class, () -> code.bind(code.label("far")));
    }

    @Test
    void namesWhereThereAreNone() {
        assertThrows(SyntaxException.class, () -> hex(Isa.A64, "b nowhere"));
    }

    @Test
    void footprintsOfLoadsAndStores() {
        Footprint pre = footprint(Isa.A64, "ldr x0, [x1, #8]!");
        assertEquals(Set.of("x1"), pre.reads());
        assertEquals(Set.of("x0", "x1"), pre.writes());
        assertEquals(
                List.of(new Footprint.MemoryAccess("x1", null, "none", false, 0, 8, 8, true, false)), pre.memory());
        Footprint post = footprint(Isa.A64, "stp q0, q1, [sp], #-32");
        assertEquals(Set.of("z0", "z1", "sp"), post.reads());
        assertEquals(Set.of("sp"), post.writes());
        assertEquals(
                List.of(new Footprint.MemoryAccess("sp", null, "none", false, 0, 0, 32, false, true)), post.memory());
        assertEquals(
                List.of(new Footprint.MemoryAccess("x4", "x5", "sxtw", false, 3, 0, 8, true, false)),
                footprint(Isa.A64, "ldr x3, [x4, w5, sxtw #3]").memory());
        assertEquals(
                List.of(new Footprint.MemoryAccess("sp", null, "none", false, 0, -12, 12, false, true)),
                footprint(Isa.A32, "push {r4, r5, lr}").memory());
        assertEquals(
                List.of(new Footprint.MemoryAccess("r1", "r2", "none", true, 2, 0, 4, true, false)),
                footprint(Isa.A32, "ldr r0, [r1, -r2, lsl #2]!").memory());
    }

    @Test
    void aDisplacementInVectorLengthsGivesNoAddress() {
        for (String text : List.of("ld1b { z0.b }, p0/z, [x1, #2, mul vl]", "ldr z3, [x1, #2, mul vl]")) {
            Footprint.MemoryAccess access = footprint(Isa.A64, text).memory().getFirst();
            assertFalse(access.isAddressKnown());
            assertEquals(0, access.bytes(), text);
        }
        assertTrue(footprint(Isa.A64, "ld1b { z0.b }, p0/z, [x1]")
                .memory()
                .getFirst()
                .isAddressKnown());
    }

    @Test
    void aRegisterThatStandsTwiceIsToldOf() {
        String message = String.valueOf(assertThrows(EncodingException.class, () -> hex(Isa.A64, "ldp x0, x0, [x1]"))
                .getMessage());
        assertTrue(
                message.endsWith(
                        "<Xt2> is x0; allowed: a register other than that of <Xt>: the same one in both is unpredictable"),
                message);
        assertEquals("20007fc8", hex(Isa.A64, "ldxp x0, x0, [x1]"));
    }

    @Test
    void footprintsOfConditions() {
        Footprint mul = footprint(Isa.A32, "muleq r0, r1, r2");
        assertEquals(Set.of("r0", "r1", "r2"), mul.reads());
        assertEquals(Set.of("Z"), mul.flagsRead());
        assertTrue(footprint(Isa.A64, "csel x0, x1, x2, hi").flagsRead().containsAll(Set.of("C", "Z")));
        assertEquals(
                Set.of("N", "Z", "C", "V"), footprint(Isa.A64, "cmp x0, x1").flagsWritten());
        assertEquals(Set.of(), footprint(Isa.A64, "cmp x0, x1").writes());
    }

    @Test
    void equalInstructionsAreEqual() {
        ArmLanguage a64 = ArmLanguage.of(Isa.A64);
        assertEquals(a64.parse("add x0, x1, #5", SymbolScope.NONE, 0), a64.parse("ADD x0,x1,0x5", SymbolScope.NONE, 8));
        assertFalse(a64.parse("add x0, x1, #5", SymbolScope.NONE, 0)
                .equals(a64.parse("add x0, x1, #6", SymbolScope.NONE, 0)));
    }
}
