package dev.touchstone.conformance.oracle.keystone;

import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.OracleProvider;
import dev.touchstone.conformance.oracle.OracleSelfTest;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.engines.Engine;
import dev.touchstone.exec.engines.Engines;
import dev.touchstone.exec.engines.Library;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Opens Keystone: an installed one, or the one of the pinned wheel.
public final class KeystoneProvider implements OracleProvider {
    static final String NAME = "keystone";
    static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Map<Library, String> TESTED = new ConcurrentHashMap<>();

    private final Engine engine;

    /// Keystone as it is found in this process.
    public KeystoneProvider() {
        this(Engines.keystone());
    }

    /// Keystone as that engine finds it.
    public KeystoneProvider(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String describe() throws EngineMissingException {
        open().close();
        return engine.require().describe();
    }

    @Override
    public Oracle open() throws EngineMissingException {
        Library library = engine.require();
        Oracle oracle = new KeystoneOracle(library.version(), new WorkerProcess(library.path(), LIMIT));
        String failure;
        try {
            failure = TESTED.computeIfAbsent(library, l -> OracleSelfTest.failure(oracle));
        } catch (IllegalStateException e) {
            failure = String.valueOf(e.getMessage());
        }
        if (!failure.isEmpty()) {
            oracle.close();
            throw new EngineMissingException(
                    NAME,
                    library.describe() + " fails its self-test: " + failure,
                    "set -Dtouchstone.keystone.library=PATH to one of version 0.9.2");
        }
        return oracle;
    }
}
