package dev.touchstone.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.report.Summary;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Evidence;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Machine;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckResultTests {
    private static final CheckOptions ALL = new CheckOptions(
            Subject.TOUCHSTONE,
            EnumSet.allOf(Isa.class),
            "*",
            CheckOptions.DEFAULT_SEED,
            CheckOptions.DEFAULT_SAMPLES,
            1);

    private final Tally tally = new Tally(Subject.TOUCHSTONE);
    private final Case subject = subject();

    private static Case subject() {
        MachineLanguage language = MachineLanguages.of(Isa.A64);
        Instruction nop = language.parse("nop", SymbolScope.NONE, AddressMap.CODE);
        return new Case(Isa.A64, nop, "nop", new byte[4], 1);
    }

    private CheckResult result(String llvmPolicy, Verdict... ofLlvm) {
        tally.oracle(
                Policy.read("llvm", "19.1", "llvm.policy", llvmPolicy),
                Policy.read("llvm-decoder", "19.1", "none", ""));
        tally.form(Isa.A64, subject.form(), ofLlvm.length);
        tally.add(new Finding(subject, CaseSource.ENCODER, Verdict.AGREE));
        tally.add(new Finding(subject, "parser", Verdict.AGREE));
        for (Verdict verdict : ofLlvm) {
            tally.add(new Finding(subject, "llvm", verdict));
        }
        return new CheckResult(ALL, tally, Set.of(), List.of(), Duration.ZERO);
    }

    @Test
    void aFormThatAnOracleAgreedOnPasses() {
        assertTrue(
                result("", Verdict.AGREE, new Verdict.Incomparable("refuses")).passed(true));
    }

    @Test
    void aFormThatEachOracleRefusesIsNotProven() {
        CheckResult result = result("", new Verdict.Incomparable("refuses"));
        assertFalse(result.passed(true), "our own parser's word was taken for an oracle's");
        assertTrue(result.passed(false));
        assertTrue(
                Summary.of(result)
                        .contains("no oracle's word: a64:NOP (" + subject.form().source() + ")"),
                () -> String.join("\n", Summary.of(result)));
    }

    @Test
    void aReasonOnFileIsEnoughForAFormWithoutAnOraclesWord() {
        assertTrue(result("a64:NOP | 19.* | never | why | evidence", new Verdict.NotRun("why"))
                .passed(true));
        assertEquals(
                List.of(), result("a64:NOP | 19.* | never | why | evidence").uncompared());
    }

    @Test
    void aDivergenceOfSomeTextsExplainsNoOther() {
        Verdict wrong = new Verdict.Disagree("wrong");
        assertEquals(
                0,
                result("a64:NOP @ n* | 19.* | diverges | why | evidence", wrong)
                        .tally()
                        .disagreed());
        CheckResult other = result("a64:NOP @ *{1to* | 19.* | diverges | why | evidence", wrong);
        assertEquals(1, other.tally().disagreed());
        assertFalse(other.passed(false));
    }

    @Test
    void ofTwoEnginesThatPartEitherMayBeTheOneThatIsKnownTo() {
        tally.policy(Policy.read("one", "1", "one.policy", "a64:NOP | * | diverges | why | evidence"));
        for (String reference : new String[] {"one", "two"}) {
            Evidence.Run own = new Evidence.Run("three", new Outcome.TimedOut());
            Evidence.Run against = new Evidence.Run(reference, new Outcome.TimedOut());
            Snippet snippet =
                    Snippet.of(Isa.A64, CodeImage.of(Machine.A64, subject.bytes()), new MachineState(Isa.A64, 0, 0));
            Evidence evidence = new Evidence.Runs(snippet, own, against, List.of());
            Finding finding = new Finding(subject, "three", new Verdict.Disagree("wrong", evidence));
            assertEquals(reference.equals("two"), tally.add(finding), reference);
        }
    }

    @Test
    void onlyTheDefaultCheckOfAllFormsTellsThatADivergenceIsStale() {
        assertTrue(ALL.complete());
        assertFalse(new CheckOptions(Subject.TOUCHSTONE, ALL.isas(), "*", 2, ALL.samples(), 1).complete());
        assertFalse(new CheckOptions(Subject.TOUCHSTONE, ALL.isas(), "*", ALL.seed(), ALL.samples() - 1, 1).complete());
        assertFalse(new CheckOptions(Subject.TOUCHSTONE, ALL.isas(), "a64:*", ALL.seed(), ALL.samples(), 1).complete());
        assertFalse(
                new CheckOptions(Subject.TOUCHSTONE, Set.of(Isa.A64), "*", ALL.seed(), ALL.samples(), 1).complete());
    }
}
