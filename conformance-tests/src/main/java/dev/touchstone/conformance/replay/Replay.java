package dev.touchstone.conformance.replay;

import dev.touchstone.conformance.check.Bench;
import dev.touchstone.conformance.check.Missing;
import dev.touchstone.conformance.check.Tally;
import dev.touchstone.conformance.judge.Contrast;
import dev.touchstone.conformance.judge.ExecutionJudge;
import dev.touchstone.conformance.judge.Judge;
import dev.touchstone.conformance.judge.Trial;
import dev.touchstone.conformance.judge.Trials;
import dev.touchstone.conformance.state.StateText;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One case again: an instruction, or a program.
public final class Replay {
    /// What to run.
    ///
    /// @param text one statement, or several with `;` between them, which may bind labels
    /// @param seed that the initial states come from
    /// @param subjectBytes as the assembler under test gave them; null for those that ours gives
    /// @param engines oracles and executors by name; empty for all
    /// @param state the one initial state, as [StateText] writes it; empty for those of the seed
    public record Request(
            Isa isa,
            String text,
            long seed,
            byte @Nullable [] subjectBytes,
            List<String> engines,
            List<String> state) {}

    /// What the judges say.
    ///
    /// @param trials that the executors ran
    /// @param findings of the parser and the oracles, for a program on each instruction; then of the executors
    /// @param disagreed how many findings are disagreements that no policy explains
    /// @param contrasts what each executor makes of these bytes and of ours, if they are not the same
    /// @param traces of each trial, if they were asked for
    public record Result(
            Case subject,
            List<Trial> trials,
            List<Finding> findings,
            long disagreed,
            Set<Missing> missing,
            List<Contrast> contrasts,
            List<TrialTrace> traces) {}

    private final Request request;
    private final MachineLanguage language;

    private Replay(Request request) {
        this.request = request;
        this.language = MachineLanguages.of(request.isa());
    }

    /// The case that a request names.
    ///
    /// @throws dev.touchstone.encoder.SyntaxException if the text is no statement
    /// @throws EncodingException if it has no bytes, and none are given
    public static Case subject(Request request) {
        return new Replay(request).subject();
    }

    /// Runs it.
    ///
    /// @param traced the most steps of a trace; 0 for no traces
    /// @throws dev.touchstone.encoder.SyntaxException if the text is no statement
    /// @throws EncodingException if it has no bytes, and none are given
    /// @throws IllegalArgumentException if an engine or a register is unknown
    public static Result run(Request request, int traced) {
        return new Replay(request).run(traced);
    }

    private Case subject() {
        String text = request.text().strip();
        byte[] given = request.subjectBytes();
        if (text.indexOf(';') >= 0) {
            byte[] bytes = given != null
                    ? given
                    : TextAssembler.assemble(request.isa(), text, AddressMap.CODE)
                            .at(AddressMap.CODE);
            return new Case(request.isa(), language.decode(bytes, 0).instruction(), text, bytes, request.seed());
        }
        Instruction instruction = language.parse(text, SymbolScope.NONE, AddressMap.CODE);
        byte[] bytes = given != null ? given : Encoding.of(language, instruction);
        return new Case(request.isa(), instruction, text, bytes, request.seed());
    }

    private Result run(int traced) {
        List<String> known = Bench.engines();
        for (String engine : request.engines()) {
            if (!known.contains(engine)) {
                throw new IllegalArgumentException(
                        "unknown engine \"" + engine + "\"; known: " + String.join(", ", known));
            }
        }
        Case subject = subject();
        Tally tally = new Tally(Subject.TOUCHSTONE);
        Set<Missing> missing = new LinkedHashSet<>();
        List<Finding> findings = new ArrayList<>();
        try (Bench bench = new Bench(
                language,
                true,
                engine -> request.engines().isEmpty() || request.engines().contains(engine),
                tally,
                missing)) {
            List<Case> read = subject.isProgram() ? instructions(subject) : List.of(subject);
            for (Judge judge : bench.judges()) {
                if (!(judge instanceof ExecutionJudge)) {
                    findings.addAll(judge.judge(read));
                }
            }
            Trials trials = Trials.of(language, subject);
            MachineState from = request.state().isEmpty() ? null : StateText.read(request.isa(), request.state());
            if (from != null) {
                trials = trials.from(from);
            }
            String reason = trials.reason();
            if (reason != null) {
                bench.runners()
                        .forEach(runner -> findings.add(
                                new Finding(subject, runner.executor().name(), new Verdict.NotRun(reason))));
            }
            findings.addAll(new ExecutionJudge(language, bench.runners()).run(trials.runs()));
            findings.forEach(tally::add);
            List<TrialTrace> traces = new ArrayList<>();
            for (Trial trial : traced == 0 ? List.<Trial>of() : trials.runs()) {
                traces.add(TrialTrace.of(trial, bench.runners(), traced));
            }
            List<Contrast> contrasts = Contrast.of(language, bench.runners(), subject, from);
            return new Result(subject, trials.runs(), findings, tally.disagreed(), missing, contrasts, traces);
        }
    }

    /// Its instructions, each as a case of its own.
    private List<Case> instructions(Case program) {
        List<Case> cases = new ArrayList<>();
        byte[] bytes = program.bytes();
        for (int at = 0; at < bytes.length; ) {
            Decoded decoded = language.decode(bytes, at);
            String text = language.format(decoded.instruction(), AddressMap.CODE);
            byte[] own = Arrays.copyOfRange(bytes, at, at + decoded.length());
            cases.add(new Case(program.isa(), decoded.instruction(), text, own, program.seed()));
            at += decoded.length();
        }
        return cases;
    }
}
