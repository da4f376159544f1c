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

/// Keystone's C interface in a native library. Uses nothing of other modules, so that the worker's class path is
/// this one alone.
final class Keystone {
    private final MethodHandle open;
    private final MethodHandle close;
    private final MethodHandle assemble;
    private final MethodHandle free;
    private final MethodHandle error;
    private final MethodHandle errorText;
    private final MemorySegment result = Arena.global().allocate(ADDRESS);
    private final MemorySegment size = Arena.global().allocate(JAVA_LONG);
    private final MemorySegment statements = Arena.global().allocate(JAVA_LONG);

    Keystone(Path library) {
        SymbolLookup lookup = SymbolLookup.libraryLookup(library, Arena.global());
        open = function(lookup, "ks_open", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
        close = function(lookup, "ks_close", FunctionDescriptor.of(JAVA_INT, ADDRESS));
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

    /// Assembles a line, with an engine of its own: after a warning (an instruction that is deprecated in an IT
    /// block) the next line would find some builds of Keystone in a state in which they crash.
    ///
    /// @return a [Reply]
    String assemble(int architecture, int mode, String line, long address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment engine = open(architecture, mode);
            String reply = assemble(engine, arena.allocateFrom(line), address, line);
            int closed = (int) close.invokeExact(engine);
            if (closed != 0) {
                throw new IllegalStateException("Keystone does not close: status " + closed);
            }
            return reply;
        } catch (Throwable e) {
            throw new IllegalStateException("a call of Keystone failed: " + e, e);
        }
    }

    private String assemble(MemorySegment engine, MemorySegment text, long address, String line) throws Throwable {
        int status = (int) assemble.invokeExact(engine, text, address, result, size, statements);
        if (status != 0) {
            MemorySegment why = (MemorySegment) errorText.invokeExact((int) error.invokeExact(engine));
            return Reply.refused(why.reinterpret(Long.MAX_VALUE).getString(0));
        }
        MemorySegment encoded = result.get(ADDRESS, 0);
        byte[] bytes = encoded.reinterpret(size.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
        free.invokeExact(encoded);
        return Reply.assembled(bytes, statements.get(JAVA_LONG, 0), line);
    }

    private MemorySegment open(int architecture, int mode) throws Throwable {
        int status = (int) open.invokeExact(architecture, mode, result);
        if (status != 0) {
            throw new IllegalStateException(
                    "Keystone does not open architecture " + architecture + ", mode " + mode + ": status " + status);
        }
        return result.get(ADDRESS, 0);
    }
}
