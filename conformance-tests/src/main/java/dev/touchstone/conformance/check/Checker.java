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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

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

    private static final int FORMS_A_BATCH = 80;

    private final CheckOptions options;
    private final Selection selection;
    private final Progress progress;
    private final Tally tally;
    private final Set<Missing> missing = ConcurrentHashMap.newKeySet();

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
        int forms = 0;
        for (Isa isa : options.isas()) {
            List<Form> chosen =
                    forms(options, isa).stream().filter(selection.forms()).toList();
            forms += chosen.size();
            check(MachineLanguages.of(isa), chosen);
        }
        if (forms == 0) {
            throw new IllegalArgumentException("no form of " + options.isas() + " that "
                    + options.subject().name() + " may have matches \"" + options.formGlob() + "\"");
        }
        return new CheckResult(
                options,
                tally,
                missing,
                options.complete() && selection.equals(Selection.ALL) ? tally.stale() : List.of(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private void check(MachineLanguage language, List<Form> forms) throws InterruptedException {
        if (forms.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        forms.forEach(form -> tally.form(language.isa(), form, 0));
        ConcurrentLinkedQueue<List<Form>> batches = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < forms.size(); i += FORMS_A_BATCH) {
            batches.add(forms.subList(i, Math.min(forms.size(), i + FORMS_A_BATCH)));
        }
        ProgramWork programs = new ProgramWork(language, Samplers.of(language.isa()), forms, options);
        int threads = Math.min(options.threads(), Math.max(batches.size(), options.programs()));
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(pool.submit(() -> {
                    work(language, batches, forms.size(), programs);
                    return null;
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the check of " + language.isa() + " broke off: " + e.getCause(), e.getCause());
        }
        tally.pace().elapsed(language.isa(), Duration.ofNanos(System.nanoTime() - start));
    }

    private void work(
            MachineLanguage language, ConcurrentLinkedQueue<List<Form>> batches, int total, ProgramWork programs) {
        CaseSource source = new CaseSource(
                options.subject(), language, Samplers.of(language.isa()), options.seed(), options.samples());
        try (Bench bench = new Bench(language, options.subject().isExact(), selection.engines(), tally, missing)) {
            CaseShrinker shrinker = new CaseShrinker(language, options.subject(), bench, tally);
            for (List<Form> batch = batches.poll(); batch != null; batch = batches.poll()) {
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
                    tally.form(language.isa(), form, ofForm.size());
                    cases.addAll(ofForm);
                }
                for (Judge judge : bench.judges()) {
                    judge.judge(cases).forEach(finding -> findings.accept(shrinker.shrunk(finding)));
                }
                for (Form form : batch) {
                    progress.done(
                            language.isa(),
                            form,
                            tally.of(language.isa(), form),
                            disagreements.getOrDefault(form, List.of()));
                }
                progress.at(language.isa(), batch.size(), total);
            }
            tally.pace().add(language.isa(), source.work());
            bench.judges().forEach(judge -> tally.pace().add(language.isa(), judge.work()));
            programs.run(bench.runners(), tally);
        }
    }
}
