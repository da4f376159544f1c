package dev.touchstone.conformance.check;

import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.random.ProgramCheck;
import dev.touchstone.conformance.random.ProgramForms;
import dev.touchstone.conformance.sampling.Sampler;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.isa.Form;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The random programs of one set, which several threads share.
final class ProgramWork {
    private static final int A_BATCH = 50;
    /// Seeds of one check's programs and of the next seed's.
    private static final long APART = 1_000_000;

    private final MachineLanguage language;
    private final Sampler sampler;
    private final Set<Form> chosen;
    private final CheckOptions options;
    private final AtomicInteger next = new AtomicInteger();
    private @Nullable ProgramForms forms;

    ProgramWork(MachineLanguage language, Sampler sampler, List<Form> chosen, CheckOptions options) {
        this.language = language;
        this.sampler = sampler;
        this.chosen = new HashSet<>(chosen);
        this.options = options;
    }

    /// Whether there are programs that no thread has taken yet.
    boolean areLeft() {
        return !chosen.isEmpty() && next.get() < options.programs();
    }

    /// Runs what is left of it on one thread's executors.
    void run(List<Runner> runners, Tally tally) {
        if (runners.isEmpty() || !areLeft()) {
            return;
        }
        ProgramForms fit = forms(runners);
        if (fit.isEmpty()) {
            return;
        }
        ProgramCheck check = new ProgramCheck(language, runners, fit);
        for (int first = next.getAndAdd(A_BATCH); first < options.programs(); first = next.getAndAdd(A_BATCH)) {
            int count = Math.min(A_BATCH, options.programs() - first);
            tally.programs(language.isa(), check.run(options.seed() * APART + first, count, tally::add));
        }
    }

    private synchronized ProgramForms forms(List<Runner> runners) {
        ProgramForms fit = forms;
        if (fit == null) {
            fit = new ProgramForms(language, sampler, chosen::contains, runners, options.seed());
            forms = fit;
        }
        return fit;
    }
}
