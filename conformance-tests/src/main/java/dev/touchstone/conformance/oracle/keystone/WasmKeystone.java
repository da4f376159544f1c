package dev.touchstone.conformance.oracle.keystone;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.WasmModule;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// An instance of Keystone's WebAssembly module: its C interface. After an exception it must not be used again.
final class WasmKeystone implements Function<Request, String> {
    private record Mode(int architecture, int mode) {}

    private final Memory memory;
    private final ExportFunction open;
    private final ExportFunction assemble;
    private final ExportFunction freeEncoding;
    private final ExportFunction error;
    private final ExportFunction errorText;
    private final ExportFunction malloc;
    private final ExportFunction free;
    private final Map<Mode, Integer> engines = new HashMap<>();
    /// Address of three words for results.
    private final int result;

    WasmKeystone(WasmModule module, Function<Instance, Machine> machine) {
        Instance instance = Instance.builder(module)
                .withImportValues(new EmscriptenImports().of(module))
                .withMachineFactory(machine)
                .withMemoryFactory(ByteArrayMemory::new)
                .withStart(false)
                .build();
        memory = instance.memory();
        instance.export(WasmNames.export("__wasm_call_ctors")).apply();
        open = instance.export(WasmNames.export("ks_open"));
        assemble = instance.export(WasmNames.export("ks_asm"));
        freeEncoding = instance.export(WasmNames.export("ks_free"));
        error = instance.export(WasmNames.export("ks_errno"));
        errorText = instance.export(WasmNames.export("ks_strerror"));
        malloc = instance.export(WasmNames.export("malloc"));
        free = instance.export(WasmNames.export("free"));
        result = (int) malloc.apply(12)[0];
    }

    /// Assembles a line.
    ///
    /// @return a [Reply]
    @Override
    public String apply(Request request) {
        int engine = engines.computeIfAbsent(new Mode(request.architecture(), request.mode()), this::open);
        byte[] line = request.line().getBytes(StandardCharsets.UTF_8);
        int text = (int) malloc.apply(line.length + 1)[0];
        memory.write(text, line);
        memory.writeByte(text + line.length, (byte) 0);
        int status = (int) assemble.apply(engine, text, request.address(), result, result + 4, result + 8)[0];
        free.apply(text);
        if (status != 0) {
            int code = (int) error.apply(engine)[0];
            return Reply.refused(memory.readCString((int) errorText.apply(code)[0]));
        }
        int encoding = memory.readInt(result);
        byte[] bytes = memory.readBytes(encoding, memory.readInt(result + 4));
        long statements = Integer.toUnsignedLong(memory.readInt(result + 8));
        freeEncoding.apply(encoding);
        return Reply.assembled(bytes, statements, request.line());
    }

    private int open(Mode mode) {
        int status = (int) open.apply(mode.architecture, mode.mode, result)[0];
        if (status != 0) {
            throw new IllegalStateException("Keystone does not open " + mode + ": status " + status);
        }
        return memory.readInt(result);
    }
}
