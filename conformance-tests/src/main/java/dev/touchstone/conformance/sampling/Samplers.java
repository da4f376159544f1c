package dev.touchstone.conformance.sampling;

import dev.touchstone.isa.Isa;
import java.util.List;
import java.util.ServiceLoader;

/// Finds samplers.
public final class Samplers {
    private static final List<Sampler> ALL = ServiceLoader.load(Sampler.class, Samplers.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private Samplers() {}

    /// The sampler of a set.
    public static Sampler of(Isa isa) {
        for (Sampler sampler : ALL) {
            if (sampler.samples(isa)) {
                return sampler;
            }
        }
        throw new IllegalStateException("no sampler for " + isa);
    }
}
