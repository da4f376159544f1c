package dev.touchstone.conformance.oracle.keystone;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Keystone's C interface. Uses nothing of ours, so that the worker's class path is this module alone.
final class Keystone {
    private record Mode(int architecture, int mode) {}

    private final MethodHandle open;
    private final MethodHandle assemble;
    private final MethodHandle free;
    private final MethodHandle error;
    private final MethodHandle errorText;
    private final Map<Mode, MemorySegment> engines = new HashMap<>();
    private final MemorySegment result = Arena.global().allocate(ADDRESS);
    private final MemorySegment size = Arena.global().allocate(JAVA_LONG);
    private final MemorySegment statements = Arena.global().allocate(JAVA_LONG);

    Keystone(Path library) {
        SymbolLookup lookup = SymbolLookup.libraryLookup(library, Arena.global());
        open = function(lookup, "ks_open", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
        assemble = function(
                lookup,
                "ks_asm",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS));
        free = function(lookup, "ks_free", FunctionDescriptor.ofVoid(ADDRESS));
        error = function(lookup, "ks_errno", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        errorText = function(lookup, "ks_strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    }

    private static MethodHandle function(SymbolLookup lookup, String name, FunctionDescriptor type) {
        return Linker.nativeLinker()
                .downcallHandle(
                        lookup.find(name)
                                .orElseThrow(() -> new IllegalStateException("Keystone has no function " + name)),
                        type);
    }

    /// Assembles a line.
    ///
    /// @return the bytes in hexadecimal, or `!` and why not
    String assemble(int architecture, int mode, String line, long address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment engine = engines.computeIfAbsent(new Mode(architecture, mode), this::open);
            int status =
                    (int) assemble.invokeExact(engine, arena.allocateFrom(line), address, result, size, statements);
            if (status != 0) {
                MemorySegment text = (MemorySegment) errorText.invokeExact((int) error.invokeExact(engine));
                return "!" + text.reinterpret(Long.MAX_VALUE).getString(0);
            }
            MemorySegment encoded = result.get(ADDRESS, 0);
            byte[] bytes = encoded.reinterpret(size.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
            free.invokeExact(encoded);
            long expected = line.lines().filter(l -> !l.isBlank()).count();
            if (bytes.length == 0 || statements.get(JAVA_LONG, 0) != expected) {
                return "!it takes " + statements.get(JAVA_LONG, 0) + " of " + expected + " statements, and gives "
                        + bytes.length + " bytes";
            }
            return java.util.HexFormat.of().formatHex(bytes);
        } catch (Throwable e) {
            throw new IllegalStateException("a call of Keystone failed: " + e, e);
        }
    }

    private MemorySegment open(Mode mode) {
        try {
            int status = (int) open.invokeExact(mode.architecture, mode.mode, result);
            if (status != 0) {
                throw new IllegalStateException("Keystone does not open " + mode + ": status " + status);
            }
            return result.get(ADDRESS, 0);
        } catch (Throwable e) {
            throw new IllegalStateException("a call of Keystone failed: " + e, e);
        }
    }
}
