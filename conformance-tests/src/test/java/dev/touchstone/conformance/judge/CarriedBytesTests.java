package dev.touchstone.conformance.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Registers are compared as far as both engines carry them for that snippet.
class CarriedBytesTests {
    private static final MachineLanguage LANGUAGE = MachineLanguages.of(Isa.A64);

    /// Writes a byte of z3 that `fadd v3.4s` and `add z3.s` write.
    ///
    /// @param carried bytes of a vector that it says it carries for code without SVE
    private record Engine(String name, int at, int value, int carried) implements Executor {
        @Override
        public Isa isa() {
            return Isa.A64;
        }

        @Override
        public boolean hasFeature(String feature) {
            return true;
        }

        @Override
        public int carriedBytes(RegisterSet.Register register, Snippet snippet) {
            boolean scalable = (snippet.linkedCode()[3] & 0x1E) == 4;
            return scalable ? register.bytes() : Math.min(register.bytes(), carried);
        }

        @Override
        public Outcome run(Snippet snippet) {
            MachineState state = snippet.initial().copy();
            state.registers()[state.registerSet().get("z3").offset() + at] = (byte) value;
            return new Outcome.Completed(state);
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @CsvSource({
        "'fadd v3.4s, v4.4s, v5.4s', 15, 32, 2",
        "'fadd v3.4s, v4.4s, v5.4s', 15, 16, 2",
        "'fadd v3.4s, v4.4s, v5.4s', 16, 32, 2",
        "'fadd v3.4s, v4.4s, v5.4s', 16, 16, 0",
        "'add z3.s, z4.s, z5.s', 16, 16, 2",
        "'add z3.s, z4.s, z5.s', 31, 16, 2",
    })
    void whatOneOfThemDoesNotCarryIsNotCompared(String text, int at, int carried, long disagreements) {
        Instruction instruction = LANGUAGE.parse(text, SymbolScope.NONE, AddressMap.CODE);
        Case subject = new Case(Isa.A64, instruction, text, Encoding.of(LANGUAGE, instruction), 1);
        List<Runner> runners = List.of(
                new Runner(new Engine("one", at, 5, 32), Policy.of("one", "1")),
                new Runner(new Engine("other", at, 6, carried), Policy.of("other", "1")));
        assertEquals(
                disagreements,
                new ExecutionJudge(LANGUAGE, runners)
                        .judge(List.of(subject)).stream()
                                .filter(finding -> finding.verdict() instanceof Verdict.Disagree)
                                .count());
    }
}
