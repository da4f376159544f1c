package dev.touchstone.conformance.check;

import dev.touchstone.conformance.policy.Action;
import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.policy.Rule;
import dev.touchstone.conformance.random.ProgramCount;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.conformance.verdict.Evidence;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.SourceLine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Counts findings a form and judge, and keeps the disagreements. Thread-safe.
public final class Tally {
    /// Disagreements kept whole; beyond that they are counted only.
    public static final int KEPT = 1000;

    /// A form in a set.
    public record Key(Isa isa, Form form) {}

    /// What one judge came to on one form.
    public static final class Count {
        private long agreed;
        private long masked;
        private long alternative;
        private long disagreed;
        private long explained;
        private long incomparable;
        private long notRun;
        private String reason = "";

        /// Agreements, those on other bytes with the same meaning among them.
        public long agreed() {
            return agreed;
        }

        /// Agreements with something left out of the comparison.
        public long masked() {
            return masked;
        }

        /// Agreements on other bytes with the same meaning.
        public long alternative() {
            return alternative;
        }

        public long disagreed() {
            return disagreed;
        }

        /// Disagreements that a policy explains.
        public long explained() {
            return explained;
        }

        public long incomparable() {
            return incomparable;
        }

        public long notRun() {
            return notRun;
        }

        /// Why it was incomparable or not run, of the last such case.
        public String reason() {
            return reason;
        }
    }

    private static final Policy NONE = Policy.read("none", "", "none", "");

    private final Subject subject;
    private final Policy known;
    private final Pace pace = new Pace();
    private final Set<String> oracles = ConcurrentHashMap.newKeySet();
    private final Map<Key, Map<String, Count>> counts = new LinkedHashMap<>();
    private final Map<String, Policy> policies = new ConcurrentHashMap<>();
    private final Map<Isa, ProgramCount> programs = new EnumMap<>(Isa.class);
    private final List<Finding> disagreements = new ArrayList<>();
    private final Set<Rule> used = ConcurrentHashMap.newKeySet();
    private long disagreed;
    private long cases;

    /// @param subject the assembler under test
    public Tally(Subject subject) {
        this.subject = subject;
        this.known = subject.policy();
    }

    /// How fast it went.
    public Pace pace() {
        return pace;
    }

    /// What is known of an engine; its `diverges` rules explain disagreements.
    void policy(Policy policy) {
        policies.put(policy.engine(), policy);
    }

    /// An oracle, with what is known of it: its words on bytes, and those of its decoder, are a comparison.
    void oracle(Policy policy, Policy decoder) {
        policy(policy);
        policy(decoder);
        oracles.add(policy.engine());
        oracles.add(decoder.engine());
    }

    /// The judges that are an oracle's words on bytes.
    public Set<String> oracles() {
        return oracles;
    }

    /// Whether a policy of an oracle says why it is never asked about a form.
    boolean neverJudged(Form form) {
        return oracles.stream()
                .flatMap(oracle -> policies.getOrDefault(oracle, NONE).rulesFor(form.id()).stream())
                .anyMatch(rule -> rule.action() instanceof Action.Never && rule.isOfAllTexts());
    }

    /// Adds what random programs of a set came to; their disagreements are added one by one.
    synchronized void programs(Isa isa, ProgramCount count) {
        programs.computeIfAbsent(isa, i -> new ProgramCount()).add(count);
    }

    /// What random programs came to, by set.
    public synchronized Map<Isa, ProgramCount> programs() {
        return programs;
    }

    synchronized void form(Isa isa, Form form, int caseCount) {
        counts.computeIfAbsent(new Key(isa, form), k -> new LinkedHashMap<>());
        cases += caseCount;
    }

    /// Counts it.
    ///
    /// @return whether it is a disagreement that nothing explains
    public synchronized boolean add(Finding finding) {
        Key key = new Key(finding.subject().isa(), finding.subject().form());
        Count count = counts.computeIfAbsent(key, k -> new LinkedHashMap<>())
                .computeIfAbsent(finding.judge(), j -> new Count());
        switch (finding.verdict()) {
            case Verdict.Agree(boolean masked) -> {
                count.agreed++;
                count.masked += masked ? 1 : 0;
            }
            case Verdict.Alternative _ -> {
                count.agreed++;
                count.alternative++;
            }
            case Verdict.Incomparable(String reason) -> {
                count.incomparable++;
                count.reason = reason;
            }
            case Verdict.NotRun(String reason) -> {
                count.notRun++;
                count.reason = reason;
            }
            case Verdict.Disagree _ -> {
                Rule rule = explanation(finding);
                if (rule != null) {
                    used.add(rule);
                    count.explained++;
                } else {
                    count.disagreed++;
                    disagreed++;
                    if (disagreements.size() < KEPT) {
                        disagreements.add(finding);
                    }
                    return true;
                }
            }
        }
        return false;
    }

    /// What each judge came to on one form.
    synchronized Map<String, Count> of(Isa isa, Form form) {
        return counts.getOrDefault(new Key(isa, form), Map.of());
    }

    /// Whether it is a disagreement that no policy knows of.
    boolean isUnexplained(Finding finding) {
        return finding.verdict() instanceof Verdict.Disagree && explanation(finding) == null;
    }

    /// Of two engines that part either may be the one that is known to.
    private @Nullable Rule explanation(Finding finding) {
        String form = finding.subject().form().id();
        return Stream.concat(engines(finding).map(engine -> policies.getOrDefault(engine, NONE)), Stream.of(known))
                .flatMap(policy -> policy.rulesFor(form, finding.subject().text()).stream())
                .filter(rule -> rule.action() instanceof Action.Diverges)
                .findFirst()
                .orElse(null);
    }

    private static Stream<String> engines(Finding finding) {
        Evidence.Run reference = finding.verdict() instanceof Verdict.Disagree disagreement
                        && disagreement.evidence() instanceof Evidence.Runs runs
                ? runs.reference()
                : null;
        return reference == null ? Stream.of(finding.judge()) : Stream.of(finding.judge(), reference.engine());
    }

    /// Known divergences of the assembler under test that did not occur; where that is our own, which has every
    /// form, also those of the engines.
    public synchronized List<Rule> stale() {
        Set<SourceLine> told = new HashSet<>();
        Stream<Policy> held = subject == Subject.TOUCHSTONE ? policies.values().stream() : Stream.of(known);
        return held.flatMap(policy -> policy.mustOccur().stream())
                .filter(rule -> !occurred(rule) && told.add(rule.source()))
                .toList();
    }

    /// Whether a known divergence explained something: the rules of one line of a policy are one.
    public synchronized boolean occurred(Rule rule) {
        return used.stream().anyMatch(other -> other.source().equals(rule.source()));
    }

    /// By form, in the order in which they were checked, what each judge came to.
    public synchronized Map<Key, Map<String, Count>> counts() {
        return counts;
    }

    /// The names of all judges.
    public synchronized Set<String> judges() {
        Set<String> judges = new TreeSet<>();
        counts.values().forEach(byJudge -> judges.addAll(byJudge.keySet()));
        return judges;
    }

    /// The disagreements that nothing explains, the first [#KEPT] of them.
    public synchronized List<Finding> disagreements() {
        return List.copyOf(disagreements);
    }

    /// How many disagreements nothing explains.
    public synchronized long disagreed() {
        return disagreed;
    }

    public synchronized long cases() {
        return cases;
    }
}
