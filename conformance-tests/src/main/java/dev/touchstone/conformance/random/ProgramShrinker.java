package dev.touchstone.conformance.random;

import dev.touchstone.conformance.judge.ExecutionJudge;
import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.judge.Trials;
import dev.touchstone.conformance.shrink.Budget;
import dev.touchstone.conformance.shrink.DeltaDebugging;
import dev.touchstone.conformance.shrink.PlainerState;
import dev.touchstone.conformance.shrink.PlainerText;
import dev.touchstone.conformance.state.StateText;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Evidence;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.relocation.RelocationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Shrinks a program that fails: to the fewest parts, then the plainest operands and state, that fail in the same
/// way. The same program shrinks to the same one.
public final class ProgramShrinker {
    private static final int TRIES = 1500;

    private final MachineLanguage language;
    private final List<Runner> runners;
    private final Predicate<Finding> wanted;

    public ProgramShrinker(MachineLanguage language, List<Runner> runners) {
        this(language, runners, finding -> true);
    }

    /// @param wanted which disagreements will do, of those that fail in the same way
    public ProgramShrinker(MachineLanguage language, List<Runner> runners, Predicate<Finding> wanted) {
        this.language = language;
        this.runners = runners;
        this.wanted = wanted;
    }

    /// The smallest disagreement that was found.
    ///
    /// @param finding about a run of that program
    public Finding shrunk(Program program, Finding finding) {
        Optional<Failure> failure = Failure.of(finding);
        return failure.isPresent() ? new Attempt(program, finding, failure.get()).shrink() : finding;
    }

    private final class Attempt {
        private final Failure failure;
        private final ExecutionJudge two;
        private final Budget budget = new Budget(TRIES);
        private Program smallest;
        private Finding found;
        private MachineState state;

        Attempt(Program program, Finding finding, Failure failure) {
            this.smallest = program;
            this.found = finding;
            this.failure = failure;
            this.state = stateOf(finding);
            this.two = new ExecutionJudge(
                    language,
                    runners.stream()
                            .filter(r -> r.executor().name().equals(failure.judge())
                                    || r.executor().name().equals(failure.reference()))
                            .toList());
        }

        Finding shrink() {
            fewer();
            state();
            plainer();
            fewer();
            state();
            found = Optional.ofNullable(run(new ExecutionJudge(language, runners), smallest, state))
                    .orElse(found); // with the word of the others
            return found;
        }

        private void fewer() {
            List<Piece> pieces = smallest.pieces();
            DeltaDebugging.minimal(units(pieces), some -> fails(smallest.with(joined(some, pieces)), state), budget);
        }

        private void state() {
            PlainerState.of(state, candidate -> fails(smallest, candidate), budget);
        }

        private void plainer() {
            for (int i = 0; i < smallest.pieces().size(); i++) {
                for (boolean plainer = true; plainer; ) {
                    plainer = plainer(i);
                }
            }
        }

        private boolean plainer(int index) {
            Piece piece = smallest.pieces().get(index);
            if (piece.group() != 0) {
                return false;
            }
            for (String plainer : PlainerText.of(piece.text())) {
                String text = canonical(plainer);
                if (text.isEmpty() || text.equals(piece.text())) {
                    continue;
                }
                if (!budget.take()) {
                    return false;
                }
                List<Piece> pieces = new ArrayList<>(smallest.pieces());
                pieces.set(index, new Piece(text, 0));
                if (fails(smallest.with(pieces), state)) {
                    return true;
                }
            }
            return false;
        }

        /// A statement as our formatter writes it; empty if it is none.
        private String canonical(String statement) {
            try {
                return statement.indexOf(';') >= 0
                        ? statement
                        : language.format(
                                language.parse(statement, SymbolScope.NONE, AddressMap.CODE), AddressMap.CODE);
            } catch (SyntaxException | EncodingException e) {
                return "";
            }
        }

        /// Whether it fails in the same way; then it is the smallest one.
        private boolean fails(Program candidate, MachineState from) {
            Finding again = run(two, candidate, from);
            if (again == null) {
                return false;
            }
            smallest = candidate;
            found = again;
            state = stateOf(again);
            return true;
        }

        private @Nullable Finding run(ExecutionJudge judge, Program candidate, MachineState from) {
            try {
                Case subject = candidate.assembled(language);
                return judge.run(Trials.of(language, subject).from(from.copy()).runs()).stream()
                        .filter(finding -> wanted.test(finding)
                                && Failure.of(finding).filter(failure::isLike).isPresent())
                        .findFirst()
                        .orElse(null);
            } catch (SyntaxException | EncodingException | DecodingException | RelocationException e) {
                return null;
            }
        }
    }

    private static MachineState stateOf(Finding finding) {
        return finding.verdict() instanceof Verdict.Disagree disagree
                        && disagree.evidence() instanceof Evidence.Runs runs
                ? runs.snippet().initial()
                : StateText.plain(finding.subject().isa());
    }

    /// The places of the pieces that come and go together.
    private static List<List<Integer>> units(List<Piece> pieces) {
        List<List<Integer>> units = new ArrayList<>();
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < pieces.size(); i++) {
            int group = pieces.get(i).group();
            if (group == 0) {
                units.add(List.of(i));
            } else {
                groups.computeIfAbsent(group, g -> {
                            List<Integer> unit = new ArrayList<>();
                            units.add(unit);
                            return unit;
                        })
                        .add(i);
            }
        }
        return units;
    }

    /// The pieces of some units, in the program's order.
    private static List<Piece> joined(List<List<Integer>> units, List<Piece> pieces) {
        return units.stream().flatMap(List::stream).sorted().map(pieces::get).toList();
    }
}
