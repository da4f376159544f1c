package dev.touchstone.conformance.oracle.llvm;

import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.OracleProvider;
import dev.touchstone.conformance.oracle.OracleSelfTest;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.engines.Engine;
import dev.touchstone.exec.engines.Engines;
import dev.touchstone.exec.engines.Library;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Opens LLVM: an installed one, or the one that is fetched into the cache.
public final class LlvmProvider implements OracleProvider {
    static final String NAME = "llvm";
    /// LLVM's back ends are made ready once a process.
    private static final Map<Library, Llvm> LOADED = new ConcurrentHashMap<>();

    private static final Map<Library, String> TESTED = new ConcurrentHashMap<>();
    private final Engine engine;

    /// LLVM as it is found in this process.
    public LlvmProvider() {
        this(Engines.llvm());
    }

    /// LLVM as that engine finds it.
    public LlvmProvider(Engine engine) {
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
        Oracle oracle = new LlvmOracle(LOADED.computeIfAbsent(library, Llvm::new));
        String failure = TESTED.computeIfAbsent(library, l -> OracleSelfTest.failure(oracle));
        if (!failure.isEmpty()) {
            oracle.close();
            throw new EngineMissingException(
                    NAME,
                    library.describe() + " fails its self-test: " + failure,
                    "set -Dtouchstone.llvm.library=PATH to one of version 19 or later");
        }
        return oracle;
    }
}
