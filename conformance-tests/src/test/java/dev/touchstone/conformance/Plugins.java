package dev.touchstone.conformance;

import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.OracleProvider;
import dev.touchstone.conformance.sampling.Sampler;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.ExecutorProvider;
import dev.touchstone.isa.Isa;
import java.util.ServiceLoader;

/// The plug-ins by name. What can't be had fails the test with the remedy: nothing skips in silence.
public final class Plugins {
    private Plugins() {}

    public static Oracle oracle(String name, Isa isa) throws EngineMissingException {
        for (OracleProvider provider : ServiceLoader.load(OracleProvider.class)) {
            if (provider.name().equals(name)) {
                return provider.open(isa);
            }
        }
        throw new AssertionError("no oracle " + name);
    }

    public static Executor executor(String name, Isa isa) throws EngineMissingException {
        for (ExecutorProvider provider : ServiceLoader.load(ExecutorProvider.class)) {
            if (provider.name().equals(name)) {
                return provider.open(isa);
            }
        }
        throw new AssertionError("no executor " + name);
    }

    public static Sampler sampler(Isa isa) {
        return ServiceLoader.load(Sampler.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(sampler -> sampler.samples(isa))
                .findFirst()
                .orElseThrow();
    }
}
