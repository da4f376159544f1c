package dev.touchstone.conformance.sampling;

import dev.touchstone.isa.Isa;
import java.util.ServiceLoader;

/// Finds samplers.
public final class Samplers {
    private Samplers() {}

    /// The sampler of a set.
    public static Sampler of(Isa isa) {
        return ServiceLoader.load(Sampler.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(sampler -> sampler.samples(isa))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no sampler for " + isa));
    }
}
