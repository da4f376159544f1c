package dev.touchstone.conformance.oracle.keystone;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import java.util.stream.IntStream;

/// The functions that an Emscripten module imports, as far as Keystone needs them: memory that grows, an empty
/// environment, a standard error stream, an end. One object an instance.
final class EmscriptenImports {
    private static final long[] NOTHING = {};
    private static final long[] SUCCESS = {0};
    private static final long[] FAILURE = {-1};
    /// Of an iovec: address and length, 4 bytes each.
    private static final int VECTOR = 8;

    private final StringBuilder written = new StringBuilder();

    /// All imports of a module.
    ImportValues of(WasmModule module) {
        var section = module.importSection();
        HostFunction[] functions = IntStream.range(0, section.importCount())
                .mapToObj(section::getImport)
                .map(FunctionImport.class::cast)
                .map(i -> new HostFunction(
                        i.module(),
                        i.name(),
                        module.typeSection().getType(i.typeIndex()),
                        function(
                                WasmNames.ofImport(i.name()),
                                module.typeSection().getType(i.typeIndex()))))
                .toArray(HostFunction[]::new);
        return ImportValues.builder().addFunction(functions).build();
    }

    private WasmFunctionHandle function(String name, FunctionType type) {
        return switch (name) {
            case "emscripten_resize_heap" -> (instance, arguments) -> grow(instance.memory(), (int) arguments[0]);
            case "environ_sizes_get" -> (instance, arguments) -> noEnvironment(instance.memory(), arguments);
            case "environ_get" -> (instance, arguments) -> SUCCESS;
            case "fd_write" -> this::write;
            case "exit" ->
                (instance, arguments) -> {
                    throw new IllegalStateException("exit(" + arguments[0] + ")" + said());
                };
            case "abort", "__cxa_throw" ->
                (instance, arguments) -> {
                    throw new IllegalStateException(name + said());
                };
            default -> (instance, arguments) -> type.returns().isEmpty() ? NOTHING : FAILURE;
        };
    }

    private String said() {
        return written.isEmpty() ? "" : ": " + written.toString().strip();
    }

    /// True (1) if the memory has that many bytes now.
    private static long[] grow(Memory memory, int bytes) {
        long pages = (Integer.toUnsignedLong(bytes) + Memory.PAGE_SIZE - 1) / Memory.PAGE_SIZE;
        return new long[] {pages <= memory.pages() || memory.grow((int) (pages - memory.pages())) >= 0 ? 1 : 0};
    }

    private static long[] noEnvironment(Memory memory, long[] arguments) {
        memory.writeI32((int) arguments[0], 0);
        memory.writeI32((int) arguments[1], 0);
        return SUCCESS;
    }

    /// `fd_write(file, vectors, count, written)`: what LLVM says before it exits.
    private long[] write(Instance instance, long... arguments) {
        Memory memory = instance.memory();
        int total = 0;
        for (int i = 0; i < (int) arguments[2]; i++) {
            int vector = (int) arguments[1] + i * VECTOR;
            int length = memory.readInt(vector + 4);
            written.append(memory.readString(memory.readInt(vector), length));
            total += length;
        }
        memory.writeI32((int) arguments[3], total);
        return SUCCESS;
    }
}
