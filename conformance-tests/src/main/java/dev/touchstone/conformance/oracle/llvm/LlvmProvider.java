package dev.touchstone.conformance.oracle.llvm;

import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.OracleProvider;
import dev.touchstone.conformance.oracle.OracleSelfTest;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.engines.Engine;
import dev.touchstone.exec.engines.Engines;
import dev.touchstone.exec.engines.Library;
import dev.touchstone.isa.Isa;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Opens LLVM: an installed one, or the one that is fetched into the cache. By its library, or where there is
/// none by its program `llvm-mc`; the setting `touchstone.llvm.interface` (`library` or `llvm-mc`) asks for one
/// of them.
public final class LlvmProvider implements OracleProvider {
    static final String NAME = "llvm";
    private static final String PROGRAM = "llvm-mc";
    /// LLVM's back ends are made ready once a process.
    private static final Map<Library, LlvmBackend> LOADED = new ConcurrentHashMap<>();

    private static final Map<Tested, String> TESTED = new ConcurrentHashMap<>();

    private record Tested(Library library, Isa isa) {}

    private final Engines engines;

    /// LLVM as it is found in this process.
    public LlvmProvider() {
        this(Engines.standard());
    }

    /// LLVM as those engines' settings find it.
    public LlvmProvider(Engines engines) {
        this.engines = engines;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String describe(Isa isa) throws EngineMissingException {
        try (LlvmOracle oracle = tested(isa)) {
            return oracle.backend().library().describe();
        }
    }

    @Override
    public Oracle open(Isa isa) throws EngineMissingException {
        return tested(isa);
    }

    private LlvmOracle tested(Isa isa) throws EngineMissingException {
        LlvmOracle oracle = new LlvmOracle(backend());
        Library library = oracle.backend().library();
        String failure = TESTED.computeIfAbsent(new Tested(library, isa), t -> OracleSelfTest.failure(oracle, isa));
        if (!failure.isEmpty()) {
            oracle.close();
            throw new EngineMissingException(
                    NAME,
                    library.describe() + " fails its self-test: " + failure,
                    "set -Dtouchstone." + library.engine() + ".library=PATH to one of version 19 or later");
        }
        return oracle;
    }

    private LlvmBackend backend() throws EngineMissingException {
        String asked = engines.settings().get(NAME + ".interface");
        return switch (asked == null ? "" : asked) {
            case "" -> standard();
            case "library" -> library();
            case PROGRAM -> program();
            default ->
                throw new EngineMissingException(
                        NAME,
                        "touchstone.llvm.interface is \"" + asked + "\"",
                        "set it to library or llvm-mc, or not at all");
        };
    }

    /// The library; on hosts for which none is packaged and none is installed, the program.
    private LlvmBackend standard() throws EngineMissingException {
        Engine library = engines.get(NAME);
        return library.isPackaged() || library.report().available() ? library() : program();
    }

    private LlvmBackend library() throws EngineMissingException {
        return LOADED.computeIfAbsent(engines.get(NAME).require(), Llvm::new);
    }

    private LlvmBackend program() throws EngineMissingException {
        return LOADED.computeIfAbsent(engines.get(PROGRAM).require(), LlvmMc::new);
    }
}
