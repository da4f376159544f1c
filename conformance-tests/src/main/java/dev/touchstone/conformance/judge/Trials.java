package dev.touchstone.conformance.judge;

import dev.touchstone.conformance.state.StatePreparer;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Snippet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// What a case is run as. The same case gives the same runs: their states come from its seed, its text and the
/// state's number alone.
///
/// @param runs none if it can't be run
/// @param reason why not, or null
public record Trials(List<Trial> runs, @Nullable String reason) {
    /// States from which an instruction is run.
    public static final int STATES = 2;

    public Trials {
        runs = List.copyOf(runs);
    }

    /// A case whose text is one statement is run as that instruction, with what it needs about it; one of several
    /// statements as the program that its bytes are.
    public static Trials of(MachineLanguage language, Case subject) {
        try {
            return subject.isProgram() ? program(language, subject) : instruction(language, subject);
        } catch (DecodingException e) {
            return new Trials(List.of(), "our decoder refuses its bytes: " + e.getMessage());
        }
    }

    /// The first run from that state, and no other. Where a caller leaves the address to return to stands the end.
    public Trials from(MachineState initial) {
        return new Trials(
                runs.stream()
                        .limit(1)
                        .map(trial ->
                                new Trial(trial.subject(), trial.forms(), trial.footprint(), with(trial, initial)))
                        .toList(),
                reason);
    }

    private static Snippet with(Trial trial, MachineState initial) {
        Snippet snippet = trial.snippet();
        MachineState state = initial.copy();
        StatePreparer.link(state, snippet.end());
        return new Snippet(snippet.isa(), snippet.code(), snippet.entry(), state, snippet.timeout());
    }

    private static SplittableRandom random(Case subject, int state) {
        return new SplittableRandom(subject.seed() * 31 + subject.text().hashCode() + state);
    }

    private static Trials instruction(MachineLanguage language, Case subject) {
        Footprint footprint = language.footprint(subject.instruction());
        String reason = unrunnable(language, subject, footprint);
        List<Trial> runs = new ArrayList<>();
        for (int state = 0; state < STATES && reason == null; state++) {
            SnippetMaker.Made made = new SnippetMaker(language, random(subject, state)).make(subject, footprint);
            if (made == null) {
                reason = "its address can't be steered into the data window";
            } else {
                runs.add(new Trial(subject, Set.of(subject.form()), made.footprint(), made.snippet()));
            }
        }
        return new Trials(runs, reason);
    }

    private static @Nullable String unrunnable(MachineLanguage language, Case subject, Footprint footprint) {
        return footprint.branches() && !Arrays.equals(subject.bytes(), Encoding.of(language, subject.instruction()))
                ? "a branch is run by a label, with our bytes, and these are others"
                : SnippetMaker.unrunnable(language.isa(), footprint);
    }

    private static Trials program(MachineLanguage language, Case subject) {
        ProgramCode code = ProgramCode.of(language, subject.bytes());
        String reason = SnippetMaker.unrunnable(language.isa(), code.footprint());
        return reason == null
                ? new Trials(
                        List.of(new Trial(
                                subject, code.forms(), code.footprint(), code.snippet(language, random(subject, 0)))),
                        null)
                : new Trials(List.of(), reason);
    }
}
