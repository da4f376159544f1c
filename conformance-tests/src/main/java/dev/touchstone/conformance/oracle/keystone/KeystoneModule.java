package dev.touchstone.conformance.oracle.keystone;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Keystone's WebAssembly module, translated into Java classes: 30 times as fast as interpreted. That takes some
/// ten seconds, so it is done once, and the classes are kept beside the module.
final class KeystoneModule {
    private static final Map<Path, KeystoneModule> LOADED = new ConcurrentHashMap<>();

    private final WasmModule module;
    private final Function<Instance, Machine> machine;

    private KeystoneModule(Path file) {
        module = Parser.parse(file);
        // A few functions are too large for a Java method: they are interpreted.
        machine = MachineFactoryCompiler.builder(module)
                .withInterpreterFallback(InterpreterFallback.SILENT)
                .withCache(new TranslatedClasses(file))
                .compile();
    }

    /// The module of a file, loaded once a process.
    static KeystoneModule of(Path file) {
        return LOADED.computeIfAbsent(file, KeystoneModule::new);
    }

    /// A fresh instance.
    WasmKeystone instance() {
        return new WasmKeystone(module, machine);
    }
}
