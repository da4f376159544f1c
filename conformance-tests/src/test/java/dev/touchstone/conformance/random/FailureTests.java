package dev.touchstone.conformance.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.report.FailureFormat;
import dev.touchstone.conformance.state.Difference;
import dev.touchstone.conformance.state.StatePreparer;
import dev.touchstone.conformance.state.StateText;
import dev.touchstone.conformance.subject.Encoding;
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
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTests {
    private static final Isa ISA = Isa.X86_64;

    /// A run of `fadd dword ptr [rax]` from a state of zeros that differs from another engine's in these places.
    private static Finding finding(String... places) {
        MachineLanguage language = MachineLanguages.of(ISA);
        String text = "fadd dword ptr [rax]";
        Instruction instruction = language.parse(text, SymbolScope.NONE, AddressMap.CODE);
        Case subject = new Case(ISA, instruction, text, Encoding.of(language, instruction), 1);
        MachineState state = StateText.plain(ISA);
        Snippet snippet = Snippet.of(ISA, CodeImage.of(Machine.of(ISA.label()), subject.bytes()), state);
        StatePreparer.link(state, snippet.end());
        Evidence.Run run = new Evidence.Run("qemu-user", new Outcome.Completed(state));
        Evidence.Run reference = new Evidence.Run("native", new Outcome.Completed(state));
        return new Finding(
                subject,
                "qemu-user",
                new Verdict.Disagree(
                        "differs",
                        new Evidence.Runs(
                                snippet,
                                run,
                                reference,
                                Arrays.stream(places)
                                        .map(place -> new Difference(place, "0x1", "0x2", ""))
                                        .toList())));
    }

    /// What is on the right has nothing wrong that is right on the left.
    @ParameterizedTest
    @CsvSource({
        "fsw, fsw, true",
        "fsw, fsw ftw st0, false",
        "fsw ftw st0, fsw, true",
        "rax, rcx, true",
        "rax rflags, rflags, true",
        "rflags, rax, false",
        "zmm1, zmm12, true",
        "zmm1, st0, false",
        "data[0x10..0x13], stack[0x0..0x7], true",
        "rax, data[0x10..0x13], false",
    })
    void aSmallerOneFailsInNothingElse(String one, String smaller, boolean like) {
        Failure failure = Failure.of(finding(one.split(" "))).orElseThrow();
        assertEquals(
                like, failure.isLike(Failure.of(finding(smaller.split(" "))).orElseThrow()));
    }

    @Test
    void whatFailsFromAStateOfZerosIsRunAgainFromThat() {
        String line = FailureFormat.replay(finding("fsw"));
        assertTrue(line.contains(" --set rax=0x0 "), line);
    }
}
