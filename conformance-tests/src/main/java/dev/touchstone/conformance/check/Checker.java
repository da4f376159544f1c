package dev.touchstone.conformance.check;

import dev.touchstone.conformance.judge.Judge;
import dev.touchstone.conformance.policy.Rule;
import dev.touchstone.conformance.sampling.Samplers;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs a check: forms in batches, each batch before all judges, batches side by side.
public final class Checker {
    /// Hears how far a check is. Called from several threads.
    @FunctionalInterface
    public interface Progress {
        Progress SILENT = (isa, done, total) -> {};

        /// @param done forms of that set that were done just now
        /// @param total forms of that set
        void at(Isa isa, int done, int total);

        /// A form was judged.
        ///
        /// @param counts what each judge came to
        /// @param disagreements those that nothing explains
        default void done(Isa isa, Form form, Map<String, Tally.Count> counts, List<Finding> disagreements) {}
    }

    private final CheckOptions options;
    private final Selection selection;
    private final Progress progress;
    private final Tally tally;
    private final Set<Missing> missing = ConcurrentHashMap.newKeySet();
    private final Map<Isa, SetWork> sets = new EnumMap<>(Isa.class);
    /// The set whose check failed in one thread, which ends the others; null as long as all is well.
    private volatile @Nullable Isa broken;

    private Checker(CheckOptions options, Selection selection, Progress progress) {
        this.options = options;
        this.selection = selection;
        this.progress = progress;
        this.tally = new Tally(options.subject());
    }

    /// Checks what the options name.
    ///
    /// @throws IllegalArgumentException if no form matches
    public static CheckResult check(CheckOptions options, Progress progress) throws InterruptedException {
        return check(options, Selection.ALL, progress);
    }

    /// Checks what is selected of what the options name.
    ///
    /// @throws IllegalArgumentException if no form is left
    public static CheckResult check(CheckOptions options, Selection selection, Progress progress)
            throws InterruptedException {
        return new Checker(options, selection, progress).run();
    }

    /// The forms of a set that the options name and the assembler under test may have.
    public static List<Form> forms(CheckOptions options, Isa isa) {
        return options.subject().isas().contains(isa) && options.isas().contains(isa)
                ? MachineLanguages.of(isa).forms().stream()
                        .filter(form -> Rule.glob(options.formGlob(), form.id())
                                && options.subject().has(isa, form))
                        .map(form -> (Form) form)
                        .toList()
                : List.of();
    }

    /// The names of all oracles and executors that there may be; whether they can be had, a check finds out.
    public static List<String> engines() {
        return Bench.engines();
    }

    private CheckResult run() throws InterruptedException {
        long start = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(options.threads())) {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < options.threads(); i++) {
                workers.add(pool.submit(this::workThroughSets));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the check of " + broken + " broke off: " + e.getCause(), e.getCause());
        }
        if (sets.values().stream().allMatch(set -> set.forms() == 0)) {
            throw new IllegalArgumentException("no form of " + options.isas() + " that "
                    + options.subject().name() + " may have matches \"" + options.formGlob()
                    + "\"; ids begin with the family, as in \"x86:ADD *\", \"a64:LDR*\", \"a32:*\", \"t32:*\"");
        }
        return new CheckResult(
                options,
                tally,
                missing,
                options.complete() && selection.equals(Selection.ALL) ? tally.stale() : List.of(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    /// What one thread does. Where a set has nothing left for it, it goes on to the next, whether the others are done
    /// or not.
    private void workThroughSets() {
        for (Isa isa : options.isas()) {
            if (broken != null) {
                return;
            }
            try {
                work(set(isa));
            } catch (RuntimeException | Error e) {
                broken = isa;
                throw e;
            }
        }
    }

    private synchronized SetWork set(Isa isa) {
        SetWork set = sets.get(isa);
        if (set == null) {
            List<Form> chosen =
                    forms(options, isa).stream().filter(selection.forms()).toList();
            chosen.forEach(form -> tally.form(isa, form, 0));
            set = new SetWork(isa, chosen, options);
            sets.put(isa, set);
        }
        return set;
    }

    private void work(SetWork set) {
        List<Form> batch = set.next();
        if (batch == null && !set.programs().areLeft()) {
            return;
        }
        MachineLanguage language = set.language();
        CaseSource source = new CaseSource(
                options.subject(), language, Samplers.of(language.isa()), options.seed(), options.samples());
        try (Bench bench = new Bench(language, options.exact(), selection.engines(), tally, missing)) {
            CaseShrinker shrinker = new CaseShrinker(language, options.subject(), bench, tally);
            for (; batch != null && broken == null; batch = set.next()) {
                work(batch, source, bench, shrinker);
                progress.at(language.isa(), batch.size(), set.forms());
            }
            tally.pace().add(language.isa(), source.work());
            bench.judges().forEach(judge -> tally.pace().add(language.isa(), judge.work()));
            set.programs().run(bench.runners(), tally);
        }
        tally.pace().elapsed(language.isa(), set.elapsed());
    }

    private void work(List<Form> batch, CaseSource source, Bench bench, CaseShrinker shrinker) {
        Isa isa = source.isa();
        List<Case> cases = new ArrayList<>();
        Map<Form, List<Finding>> disagreements = new HashMap<>();
        Consumer<Finding> findings = finding -> {
            if (tally.add(finding)) {
                disagreements
                        .computeIfAbsent(finding.subject().form(), form -> new ArrayList<>())
                        .add(finding);
            }
        };
        for (Form form : batch) {
            List<Case> ofForm = source.cases(form, findings);
            tally.form(isa, form, ofForm.size());
            cases.addAll(ofForm);
        }
        for (Judge judge : bench.judges()) {
            judge.judge(cases).forEach(finding -> findings.accept(shrinker.shrunk(finding)));
        }
        for (Form form : batch) {
            progress.done(isa, form, tally.of(isa, form), disagreements.getOrDefault(form, List.of()));
        }
    }
}
