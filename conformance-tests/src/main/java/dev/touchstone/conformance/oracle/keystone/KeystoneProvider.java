package dev.touchstone.conformance.oracle.keystone;

import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.OracleProvider;
import dev.touchstone.conformance.oracle.OracleSelfTest;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.engines.Engine;
import dev.touchstone.exec.engines.Engines;
import dev.touchstone.exec.engines.Library;
import dev.touchstone.isa.Isa;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Opens Keystone: a native library out of process, or a WebAssembly module in this one.
public final class KeystoneProvider implements OracleProvider {
    static final String NAME = "keystone";
    static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Map<Tested, String> TESTED = new ConcurrentHashMap<>();

    private record Tested(Library library, Isa isa) {}

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
    public String describe(Isa isa) throws EngineMissingException {
        open(isa).close();
        return engine.require(isa).describe();
    }

    @Override
    public Oracle open(Isa isa) throws EngineMissingException {
        Library library = engine.require(isa);
        Oracle oracle = new KeystoneOracle(library.version(), runner(library));
        String failure;
        try {
            failure = TESTED.computeIfAbsent(new Tested(library, isa), t -> OracleSelfTest.failure(oracle, isa));
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

    /// Keystone as its library needs it to be run.
    static KeystoneRunner runner(Library library) throws EngineMissingException {
        if (!library.isWasm()) {
            return new WorkerProcess(library.path(), LIMIT);
        }
        try {
            KeystoneModule module = KeystoneModule.of(library.path());
            return new WasmRunner(module::instance, LIMIT);
        } catch (RuntimeException e) {
            throw new EngineMissingException(
                    NAME,
                    library.describe() + " can't be loaded: " + e.getMessage(),
                    "delete " + library.path().getParent());
        }
    }
}
