package dev.touchstone.conformance.policy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.Plugins;
import dev.touchstone.conformance.replay.Replay;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A divergence that samples may miss occurs where its evidence says so.
class RareDivergenceTests {
    private static final List<String> EXECUTORS = List.of("native", "qemu-user", "unicorn");

    /// @param text the statement
    /// @param state settings of it; none for those of the seed
    private record Claim(String engine, Rule rule, String text, List<String> state) {
        static Claim of(String engine, Rule rule) {
            String[] said = rule.evidence().split(" with |: ", 3);
            boolean fromState = rule.evidence().matches("[^:]* with .*");
            // Mnemonics come from form ids in capitals.
            return new Claim(
                    engine,
                    rule,
                    said[0].toLowerCase(Locale.ROOT),
                    fromState ? List.of(said[1].split(" ")) : List.of());
        }

        boolean holds() {
            Isa isa = isa();
            List<String> engines = EXECUTORS.contains(engine) ? EXECUTORS : List.of(engine.replace("-decoder", ""));
            return Replay.run(new Replay.Request(isa, text, 1, null, engines, state), 0).findings().stream()
                    .anyMatch(finding -> finding.judge().equals(engine)
                            && finding.verdict() instanceof Verdict.Disagree
                            && Rule.glob(rule.form(), finding.subject().form().id())
                            && rule.isOf(finding.subject().text()));
        }

        /// The first set that has a form that the rule is for.
        Isa isa() {
            return Arrays.stream(Isa.values())
                    .filter(isa -> MachineLanguages.of(isa).forms().stream()
                            .anyMatch(form -> Rule.glob(rule.form(), form.id())))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(rule.source() + ": no set has such a form"));
        }
    }

    static Stream<Claim> claims() {
        return Stream.of("llvm", "llvm-decoder", "keystone", "native", "qemu-user", "unicorn")
                .flatMap(engine -> Policy.of(engine, "any").rules().stream()
                        .filter(rule -> rule.action() instanceof Action.Diverges(boolean rarely) && rarely)
                        .map(rule -> Claim.of(engine, rule)));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void occursWhereItsEvidenceSays(Claim claim) throws EngineMissingException {
        if (EXECUTORS.contains(claim.engine())) {
            requireReference();
        }
        assertTrue(claim.holds(), () -> claim.rule().source() + ": " + claim);
    }

    /// What an emulator of x86-64 is held against: the host's processor, or qemu, without which the test is aborted.
    private static void requireReference() throws EngineMissingException {
        try {
            Plugins.executor("native", Isa.X86_64).close();
        } catch (EngineMissingException e) {
            Plugins.qemuUser(Isa.X86_64).close();
        }
    }
}
