package dev.touchstone.conformance.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.isa.Isa;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A prefix is run with an instruction that it may stand before.
class PrefixedTextTests {
    private static final MachineLanguage LANGUAGE = MachineLanguages.of(Isa.A64);

    private static Instruction parse(String text) {
        return LANGUAGE.parse(text, SymbolScope.NONE, AddressMap.CODE);
    }

    @ParameterizedTest
    @CsvSource({
        "'movprfx z0, z31', z0, ",
        "'movprfx z12.b, p0/m, z12.b', z12, p0",
        "'movprfx z3.h, p7/z, z4.h', z3, p7",
        "'movprfx z31.s, p2/m, z0.s', z31, p2",
        "'movprfx z1.d, p1/z, z11.d', z1, p1",
    })
    void itWritesTheSameAndReadsNoOtherVector(String prefix, String register, String predicate) {
        Footprint behind = LANGUAGE.footprint(parse(PrefixedText.behind(prefix)));
        assertEquals(Set.of(register), behind.writes());
        Set<String> reads = new HashSet<>(Set.of(register));
        if (predicate != null) {
            reads.add(predicate);
        }
        assertEquals(reads, behind.reads());
        if (predicate != null) {
            String elements = prefix.substring(prefix.indexOf('.'), prefix.indexOf(','));
            assertTrue(PrefixedText.behind(prefix).contains(register + elements), elements);
        }
    }

    @Test
    void itIsRunBehindThePrefix() {
        String text = "movprfx z3.h, p2/z, z4.h";
        Instruction instruction = parse(text);
        Trials trials =
                Trials.of(LANGUAGE, new Case(Isa.A64, instruction, text, Encoding.of(LANGUAGE, instruction), 1));
        assertEquals(Trials.STATES, trials.runs().size());
        Trial trial = trials.runs().getFirst();
        byte[] code = trial.snippet().linkedCode();
        assertEquals(text, LANGUAGE.format(LANGUAGE.decode(code, 0).instruction(), 0));
        assertEquals(
                parse(PrefixedText.behind(text)).form(),
                LANGUAGE.decode(code, 4).instruction().form());
        assertEquals(8, code.length);
        assertEquals(Set.of("z3"), trial.footprint().writes());
    }

    @Test
    void anotherInstructionIsNone() {
        assertThrows(IllegalArgumentException.class, () -> PrefixedText.behind("mov z1.b, p2/m, z3.b"));
    }
}
