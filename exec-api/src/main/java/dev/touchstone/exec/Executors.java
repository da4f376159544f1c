package dev.touchstone.exec;

import dev.touchstone.isa.Isa;
import java.util.List;
import java.util.ServiceLoader;

/// Finds executors by name.
public final class Executors {
    private Executors() {}

    /// All kinds that there are here, whether they can be had or not.
    public static List<ExecutorProvider> all() {
        return ServiceLoader.load(ExecutorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /// The kind of that name.
    ///
    /// @throws IllegalArgumentException if there is none; the known ones are named
    public static ExecutorProvider provider(String name) {
        List<ExecutorProvider> all = all();
        return all.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no executor \"" + name + "\"; known: "
                        + String.join(
                                ", ", all.stream().map(ExecutorProvider::name).toList())));
    }

    /// Opens one for a set.
    ///
    /// @throws EngineMissingException if it can't be had here
    /// @throws IllegalArgumentException if there is none of that name; the known ones are named
    public static Executor open(String name, Isa isa) throws EngineMissingException {
        return provider(name).open(isa);
    }
}
