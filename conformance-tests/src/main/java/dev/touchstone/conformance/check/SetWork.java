package dev.touchstone.conformance.check;

import dev.touchstone.conformance.sampling.Samplers;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// What is to be done for one set, which several threads share.
final class SetWork {
    private static final int FORMS_A_BATCH = 80;

    private final MachineLanguage language;
    private final int forms;
    private final Queue<List<Form>> batches = new ConcurrentLinkedQueue<>();
    private final ProgramWork programs;
    private final long start = System.nanoTime();

    SetWork(Isa isa, List<Form> forms, CheckOptions options) {
        this.language = MachineLanguages.of(isa);
        this.forms = forms.size();
        for (int i = 0; i < forms.size(); i += FORMS_A_BATCH) {
            batches.add(forms.subList(i, Math.min(forms.size(), i + FORMS_A_BATCH)));
        }
        this.programs = new ProgramWork(language, Samplers.of(isa), forms, options);
    }

    MachineLanguage language() {
        return language;
    }

    /// How many there are.
    int forms() {
        return forms;
    }

    /// Forms that no thread has taken yet, or null if there are none left.
    @Nullable
    List<Form> next() {
        return batches.poll();
    }

    ProgramWork programs() {
        return programs;
    }

    /// The time since the first thread came to this set.
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
