package dev.touchstone.conformance.check;

import dev.touchstone.conformance.judge.ExecutionJudge;
import dev.touchstone.conformance.judge.Judge;
import dev.touchstone.conformance.random.Piece;
import dev.touchstone.conformance.random.Program;
import dev.touchstone.conformance.random.ProgramShrinker;
import dev.touchstone.conformance.shrink.Budget;
import dev.touchstone.conformance.shrink.PlainerText;
import dev.touchstone.conformance.subject.Encoded;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Evidence;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.exec.AddressMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Shrinks a disagreement about one instruction: to the plainest operands of its form on which the same judge
/// disagrees,
/// and, of a run, to a plain state. Only those that nothing explains, the first one of each form and judge, and not
/// very
/// many. Used by one thread at a time.
final class CaseShrinker {
    private static final int TRIES = 150;
    /// Disagreements that are shrunk: where there are more, something is wrong as a whole.
    private static final int MOST = 40;

    private final MachineLanguage language;
    private final Subject subject;
    private final Bench bench;
    private final Tally tally;
    private final Set<String> seen = new HashSet<>();

    CaseShrinker(MachineLanguage language, Subject subject, Bench bench, Tally tally) {
        this.language = language;
        this.subject = subject;
        this.bench = bench;
        this.tally = tally;
    }

    /// The finding itself if there is nothing plainer.
    Finding shrunk(Finding finding) {
        if (!(finding.verdict() instanceof Verdict.Disagree disagree)
                || finding.subject().bytes().length == 0
                || !tally.isUnexplained(finding)
                || seen.size() >= MOST
                || !seen.add(finding.judge() + " " + finding.subject().form().id())) {
            return finding;
        }
        if (disagree.evidence() instanceof Evidence.Runs) {
            return subject == Subject.TOUCHSTONE ? run(finding) : finding;
        }
        Budget budget = new Budget(TRIES);
        Finding plainest = finding;
        for (Finding next = finding; next != null; next = plainer(plainest, budget)) {
            plainest = next;
        }
        return plainest;
    }

    private Finding run(Finding finding) {
        Case subject = finding.subject();
        boolean alone = language.prelude(subject.instruction()).isEmpty();
        return alone
                ? new ProgramShrinker(language, bench.runners(), again -> isLike(finding, again))
                        .shrunk(new Program(List.of(new Piece(subject.text(), 0)), subject.seed()), finding)
                : finding;
    }

    private @Nullable Finding plainer(Finding finding, Budget budget) {
        for (String text : PlainerText.of(finding.subject().text())) {
            Case candidate = candidate(finding.subject(), text);
            if (candidate == null) {
                continue;
            }
            if (!budget.take()) {
                return null;
            }
            for (Judge judge : bench.judges()) {
                if (judge instanceof ExecutionJudge) {
                    continue;
                }
                for (Finding again : judge.judge(List.of(candidate))) {
                    if (isLike(finding, again)) {
                        return again;
                    }
                }
            }
        }
        return null;
    }

    private boolean isLike(Finding finding, Finding again) {
        return again.judge().equals(finding.judge())
                && again.verdict() instanceof Verdict.Disagree
                && again.subject().form().equals(finding.subject().form())
                && tally.isUnexplained(again);
    }

    /// Those operands for the same form; null if there is no such case.
    private @Nullable Case candidate(Case from, String statement) {
        try {
            Instruction instruction = language.parse(statement, SymbolScope.NONE, AddressMap.CODE);
            String text = language.format(instruction, AddressMap.CODE);
            if (!instruction.form().equals(from.form()) || text.equals(from.text())) {
                return null;
            }
            return subject.encode(from.isa(), instruction, text) instanceof Encoded.Bytes(byte[] bytes)
                    ? new Case(from.isa(), instruction, text, bytes, from.seed())
                    : null;
        } catch (RuntimeException | AssertionError e) { // no statement, or a stranger's code throws
            return null;
        }
    }
}
