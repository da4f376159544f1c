package dev.touchstone.conformance.check;

import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.isa.Isa;
import java.util.Set;

/// What to check.
///
/// @param subject the assembler under test
/// @param isas the sets, of those that it has
/// @param formGlob which forms, by id; `*` stands for any text
/// @param seed that all sampling starts from
/// @param samples operands a form, at the most
/// @param programs random programs of those forms, a set
/// @param exact whether other bytes that mean the same are a disagreement
/// @param threads that work side by side
public record CheckOptions(
        Subject subject,
        Set<Isa> isas,
        String formGlob,
        long seed,
        int samples,
        int programs,
        boolean exact,
        int threads) {
    public static final long DEFAULT_SEED = 1;
    public static final int DEFAULT_SAMPLES = 12;
    public static final int DEFAULT_PROGRAMS = 300;

    /// As exact as the subject is, without random programs.
    public CheckOptions(Subject subject, Set<Isa> isas, String formGlob, long seed, int samples, int threads) {
        this(subject, isas, formGlob, seed, samples, 0, subject.isExact(), threads);
    }

    /// The same for other sets.
    public CheckOptions with(Set<Isa> others) {
        return new CheckOptions(subject, others, formGlob, seed, samples, programs, exact, threads);
    }

    /// Whether everything is checked that the default check does, so that a known divergence that did not occur
    /// occurs no more. Other seeds and fewer samples may miss one by chance.
    public boolean complete() {
        return isas.containsAll(subject.isas())
                && formGlob.equals("*")
                && seed == DEFAULT_SEED
                && samples >= DEFAULT_SAMPLES;
    }
}
