package dev.touchstone.exec.host.system;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/// Finds functions of a library that leave a code when they fail. A handle's first argument is the segment that
/// the code is left in, of the layout [Linker.Option#captureStateLayout()].
public final class SystemFunctions {
    private static final Linker LINKER = Linker.nativeLinker();

    private final SymbolLookup library;
    private final Linker.Option capture;
    private final VarHandle code;

    /// @param codeName `errno` or `GetLastError`
    public SystemFunctions(SymbolLookup library, String codeName) {
        this.library = library;
        this.capture = Linker.Option.captureCallState(codeName);
        this.code = Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement(codeName));
    }

    /// The function of that name.
    ///
    /// @throws java.util.NoSuchElementException if the library has none
    public MethodHandle find(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(library.findOrThrow(name), descriptor, capture);
    }

    /// The function of that name, whose arguments from the index on are variadic.
    ///
    /// @throws java.util.NoSuchElementException if the library has none
    public MethodHandle findVariadic(String name, FunctionDescriptor descriptor, int index) {
        return LINKER.downcallHandle(
                library.findOrThrow(name), descriptor, capture, Linker.Option.firstVariadicArg(index));
    }

    /// The function of that name, if the library has it. It leaves no code.
    public Optional<MethodHandle> findPlain(String name, FunctionDescriptor descriptor) {
        return library.find(name).map(symbol -> LINKER.downcallHandle(symbol, descriptor));
    }

    /// The code that a call left.
    public int code(MemorySegment state) {
        return (int) code.get(state, 0L);
    }

    /// What a handle threw, to be thrown on.
    public static RuntimeException unexpected(Throwable t) {
        if (t instanceof Error error) {
            throw error;
        }
        return t instanceof RuntimeException runtime ? runtime : new IllegalStateException(t);
    }
}
