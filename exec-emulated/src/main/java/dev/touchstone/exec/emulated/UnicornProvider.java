package dev.touchstone.exec.emulated;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.ExecutorProvider;
import dev.touchstone.exec.TracingExecutor;
import dev.touchstone.exec.engines.Engine;
import dev.touchstone.exec.engines.Engines;
import dev.touchstone.exec.engines.Library;
import dev.touchstone.isa.Isa;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Opens executors on Unicorn. Each set passes a small test of what its machine computes before the first is
/// given out.
public final class UnicornProvider implements ExecutorProvider {
    static final String NAME = "unicorn";

    private final Engine engine;
    private final Map<Isa, String> tested = new EnumMap<>(Isa.class);
    private @Nullable Unicorn unicorn;

    /// Unicorn as it is found in this process.
    public UnicornProvider() {
        this(Engines.unicorn());
    }

    /// Unicorn as that engine finds it.
    public UnicornProvider(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String describe() throws EngineMissingException {
        for (Isa isa : Isa.values()) {
            open(isa).close();
        }
        return engine.require().describe();
    }

    @Override
    public synchronized TracingExecutor open(Isa isa) throws EngineMissingException {
        Library library = engine.require();
        Unicorn u = unicorn;
        if (u == null) {
            u = new Unicorn(library);
            unicorn = u;
        }
        UnicornExecutor executor = new UnicornExecutor(u, isa);
        String failure = tested.get(isa);
        if (failure == null) {
            failure = SelfTest.failure(executor);
            tested.put(isa, failure);
        }
        if (!failure.isEmpty()) {
            executor.close();
            throw new EngineMissingException(
                    NAME,
                    library.describe() + " fails its self-test for " + isa + ": " + failure,
                    "set -Dtouchstone.unicorn.library=PATH to one of version 2.1.4");
        }
        return executor;
    }
}
