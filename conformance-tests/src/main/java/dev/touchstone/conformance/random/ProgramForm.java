package dev.touchstone.conformance.random;

import dev.touchstone.encoder.Footprint;
import dev.touchstone.isa.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A form with some instructions of it for programs, drawn when they are first asked for. Thread-safe.
final class ProgramForm {
    /// An instruction of a program.
    ///
    /// @param text with what must stand before it
    record Drawn(String text, Footprint footprint) {}

    private static final int INSTRUCTIONS = 8;
    /// Draws without any before a form is given up.
    private static final int TRIES = 6;

    private final ProgramForms forms;
    private final Form form;
    private final Set<String> engines;
    private final Set<String> maskedFlags;
    private final long seed;
    private @Nullable List<Drawn> instructions;

    /// @param engines that are believed on it
    /// @param maskedFlags that one of them leaves wrong
    ProgramForm(ProgramForms forms, Form form, Set<String> engines, Set<String> maskedFlags, long seed) {
        this.forms = forms;
        this.form = form;
        this.engines = engines;
        this.maskedFlags = maskedFlags;
        this.seed = seed;
    }

    Set<String> engines() {
        return engines;
    }

    Set<String> maskedFlags() {
        return maskedFlags;
    }

    /// None if the form has no operands for a program.
    synchronized List<Drawn> instructions() {
        List<Drawn> drawn = instructions;
        if (drawn == null) {
            drawn = draw();
            instructions = drawn;
        }
        return drawn;
    }

    private List<Drawn> draw() {
        SplittableRandom random = new SplittableRandom(seed * 31 + form.id().hashCode());
        List<Drawn> drawn = new ArrayList<>();
        for (int i = 0; i < INSTRUCTIONS && !(drawn.isEmpty() && i == TRIES); i++) {
            Drawn one = forms.draw(form, random);
            if (one != null) {
                drawn.add(one);
            }
        }
        return List.copyOf(drawn);
    }

    /// Whether it works on the general registers and flags alone.
    boolean isGeneral() {
        List<Drawn> some = instructions();
        return !some.isEmpty() && forms.isGeneral(some.getFirst().footprint());
    }
}
