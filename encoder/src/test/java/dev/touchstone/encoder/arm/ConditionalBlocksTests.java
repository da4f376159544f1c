package dev.touchstone.encoder.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.isa.Isa;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// IT and VPT blocks in T32 text. The bytes are those that llvm-mc gives.
final class ConditionalBlocksTests {
    private static String hex(String text) {
        return HexFormat.of()
                .formatHex(TextAssembler.assemble(Isa.T32, text, 0x1000).at(0x1000));
    }

    private static String refusal(String text) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> hex(text)).getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "it eq; addeq r0, r0, r1 | 08bf4018",
                "it eq; addeq r0, r0, r1; adds r0, r0, r1 | 08bf40184018",
                "it eq; addseq r0, r0, r1 | 08bf10eb0100",
                "ite ne; movne r0, #1; moveq r0, #2 | 14bf01200220",
                "itt eq; moveq r0, r1; beq #4 | 04bf084602e0",
                "it eq; beq #4096 | 08bf01f000b8",
                "beq #4 | 02d0",
                "it eq; bkpt #1; adds r0, r0, r1 | 08bf01be4018",
                "it eq | 08bf",
                "vpst; vaddt.i8 q0, q1, q2; vadd.i8 q0, q1, q2 | 71fe4d0f02ef440802ef4408",
                "vpste; vaddt.i8 q0, q1, q2; vadde.i8 q0, q1, q2 | 71fe4d8f02ef440802ef4408",
            })
    void blocksGiveWhatLlvmGives(String text, String bytes) {
        assertEquals(bytes, hex(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "addeq r0, r0, r1 | condition is eq; allowed: none outside of an IT block; begin one with it eq",
                "it eq; addne r0, r0, r1 | condition is ne; allowed: eq at this place of the IT block",
                "it eq; add r0, r0, r1 | condition is al; allowed: eq at this place of the IT block",
                "itt eq; beq #4; moveq r0, r1 | allowed: the last one of the IT block",
                "itt eq; moveq pc, r1; moveq r0, r1 | allowed: the last one of the IT block",
                "it eq; it eq | \"it\" can't stand in an IT block",
                "it eq; cbz r0, #4 | \"cbz\" can't stand in an IT block",
                "it eq; vpst | \"vpst\" can't stand in an IT block",
                "vaddt.i8 q0, q1, q2 | place is t; allowed: no letter outside of a VPT block",
                "vpst; vadd.i8 q0, q1, q2 | place is left out; allowed: t at this place of the VPT block",
                "vpste; vaddt.i8 q0, q1, q2; vaddt.i8 q0, q1, q2 | place is t; allowed: e at this place",
                "vpst; vpst | place is left out; allowed: t at this place of the VPT block",
            })
    void whatDoesNotFitIsRefused(String text, String message) {
        String said = refusal(text);
        assertEquals(true, said.contains(message), said);
    }

    @Test
    void theLineIsNamed() {
        assertEquals(
                "line 2: IT: condition is ne; allowed: eq at this place of the IT block",
                refusal("it eq\nmovne r0, r1\n"));
    }

    @Test
    void aStatementByItselfMayHaveACondition() {
        ArmLanguage t32 = ArmLanguage.of(Isa.T32);
        ArmInstruction add = t32.parse("addeq r0, r0, r1", SymbolScope.NONE, 0);
        assertEquals("it eq", t32.format(t32.prelude(add).getFirst(), 0));
    }
}
