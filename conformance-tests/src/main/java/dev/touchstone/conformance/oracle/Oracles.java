package dev.touchstone.conformance.oracle;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;
import java.util.List;
import java.util.ServiceLoader;

/// Finds oracles by name.
public final class Oracles {
    private Oracles() {}

    /// Opens one for a set.
    ///
    /// @throws EngineMissingException if it can't be had here
    /// @throws IllegalArgumentException if there is none of that name; the known ones are named
    public static Oracle open(String name, Isa isa) throws EngineMissingException {
        List<OracleProvider> all = ServiceLoader.load(OracleProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        for (OracleProvider provider : all) {
            if (provider.name().equals(name)) {
                return provider.open(isa);
            }
        }
        throw new IllegalArgumentException("there is no oracle \"" + name + "\"; known: "
                + String.join(", ", all.stream().map(OracleProvider::name).toList()));
    }
}
