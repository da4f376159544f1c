package dev.touchstone.conformance.random;

import dev.touchstone.conformance.judge.ExecutionJudge;
import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.judge.Trial;
import dev.touchstone.conformance.judge.Trials;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.encoder.MachineLanguage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Runs programs on the executors of one thread, and shrinks those that fail. Used by one thread at a time.
public final class ProgramCheck {
    private final MachineLanguage language;
    private final ExecutionJudge judge;
    private final ProgramGenerator generator;
    private final ProgramShrinker shrinker;

    public ProgramCheck(MachineLanguage language, List<Runner> runners, ProgramForms forms) {
        this.language = language;
        this.judge = new ExecutionJudge(language, runners);
        this.generator = new ProgramGenerator(language, forms);
        this.shrinker = new ProgramShrinker(language, runners);
    }

    /// Draws and runs programs.
    ///
    /// @param first the seed of the first; the others follow
    /// @param disagreements gets the shrunk ones: one of each program at the most
    public ProgramCount run(long first, int count, Consumer<Finding> disagreements) {
        Map<Case, Program> programs = new IdentityHashMap<>();
        List<Trial> trials = new ArrayList<>();
        for (long seed = first; seed < first + count; seed++) {
            Program program = generator.program(seed);
            Case subject = program.assembled(language);
            programs.put(subject, program);
            Trials of = Trials.of(language, subject);
            if (of.reason() != null) {
                throw new IllegalStateException(
                        "a random program that can't be run: " + of.reason() + ": " + subject.text());
            }
            trials.addAll(of.runs());
        }
        ProgramCount total = new ProgramCount();
        Set<Program> failed = new HashSet<>();
        for (Finding finding : judge.run(trials)) {
            total.add(finding);
            Program program = programs.get(finding.subject());
            if (program != null && finding.verdict() instanceof Verdict.Disagree && failed.add(program)) {
                disagreements.accept(shrinker.shrunk(program, finding));
            }
        }
        total.programs(count, failed.size());
        return total;
    }
}
