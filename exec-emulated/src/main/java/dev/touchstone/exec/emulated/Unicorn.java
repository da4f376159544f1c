package dev.touchstone.exec.emulated;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.exec.engines.Library;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// Unicorn's C interface: the functions that we use, and no more. Statuses are Unicorn's own; see
/// [UnicornStatus].
final class Unicorn {
    private static final int CTL_WRITE = 1 << 30;
    private static final int CTL_CPU_MODEL = 7;
    private static final int CTL_REMOVE_CACHE = 9;

    private final Library library;
    private final SymbolLookup lookup;
    private final MethodHandle open;
    private final MethodHandle close;
    private final MethodHandle mapPointer;
    private final MethodHandle writeBatch;
    private final MethodHandle readBatch;
    private final MethodHandle write;
    private final MethodHandle read;
    private final MethodHandle start;
    private final MethodHandle stop;
    private final MethodHandle control1;
    private final MethodHandle control2;
    private final MethodHandle contextAlloc;
    private final MethodHandle contextSave;
    private final MethodHandle contextRestore;
    private final MethodHandle contextFree;
    private final MethodHandle hookAdd;

    Unicorn(Library library) {
        this.library = library;
        this.lookup = SymbolLookup.libraryLookup(library.path(), Arena.global());
        open = function("uc_open", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
        close = function("uc_close", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        mapPointer = function(
                "uc_mem_map_ptr", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS));
        FunctionDescriptor batch = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
        writeBatch = function("uc_reg_write_batch", batch);
        readBatch = function("uc_reg_read_batch", batch);
        FunctionDescriptor one = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
        write = function("uc_reg_write", one);
        read = function("uc_reg_read", one);
        start = function(
                "uc_emu_start", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
        stop = function("uc_emu_stop", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        control1 = function(
                "uc_ctl",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
                Linker.Option.firstVariadicArg(2));
        control2 = function(
                "uc_ctl",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG, JAVA_LONG),
                Linker.Option.firstVariadicArg(2));
        FunctionDescriptor two = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
        contextAlloc = function("uc_context_alloc", two);
        contextSave = function("uc_context_save", two);
        contextRestore = function("uc_context_restore", two);
        contextFree = function("uc_context_free", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        hookAdd = function(
                "uc_hook_add",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG));
    }

    Library library() {
        return library;
    }

    /// @param result receives the engine
    int open(int arch, int mode, MemorySegment result) {
        try {
            return (int) open.invokeExact(arch, mode, result);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int close(MemorySegment engine) {
        try {
            return (int) close.invokeExact(engine);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int mapPointer(MemorySegment engine, long address, long size, int protection, MemorySegment memory) {
        try {
            return (int) mapPointer.invokeExact(engine, address, size, protection, memory);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int writeBatch(MemorySegment engine, MemorySegment ids, MemorySegment values, int count) {
        try {
            return (int) writeBatch.invokeExact(engine, ids, values, count);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int readBatch(MemorySegment engine, MemorySegment ids, MemorySegment values, int count) {
        try {
            return (int) readBatch.invokeExact(engine, ids, values, count);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int write(MemorySegment engine, int id, MemorySegment value) {
        try {
            return (int) write.invokeExact(engine, id, value);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int read(MemorySegment engine, int id, MemorySegment value) {
        try {
            return (int) read.invokeExact(engine, id, value);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Runs without a timeout or count: both make Unicorn slow, or wrong.
    int start(MemorySegment engine, long begin, long until) {
        try {
            return (int) start.invokeExact(engine, begin, until, 0L, 0L);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// May be called from another thread than the one that runs.
    int stop(MemorySegment engine) {
        try {
            return (int) stop.invokeExact(engine);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int setCpuModel(MemorySegment engine, int model) {
        try {
            return (int) control1.invokeExact(engine, CTL_WRITE | 1 << 26 | CTL_CPU_MODEL, model);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Drops what was translated from an address range: neither our writes nor Unicorn's own do that.
    int removeCache(MemorySegment engine, long begin, long end) {
        try {
            return (int) control2.invokeExact(engine, CTL_WRITE | 2 << 26 | CTL_REMOVE_CACHE, begin, end);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int contextAlloc(MemorySegment engine, MemorySegment result) {
        try {
            return (int) contextAlloc.invokeExact(engine, result);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int contextSave(MemorySegment engine, MemorySegment context) {
        try {
            return (int) contextSave.invokeExact(engine, context);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int contextRestore(MemorySegment engine, MemorySegment context) {
        try {
            return (int) contextRestore.invokeExact(engine, context);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int contextFree(MemorySegment context) {
        try {
            return (int) contextFree.invokeExact(context);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Adds a hook for all addresses.
    ///
    /// @param result receives the hook's number
    int hookAdd(MemorySegment engine, MemorySegment result, int type, MemorySegment callback) {
        return hookAdd(engine, result, type, callback, 1, 0);
    }

    /// Adds a hook for some addresses.
    int hookAdd(MemorySegment engine, MemorySegment result, int type, MemorySegment callback, long first, long last) {
        try {
            return (int) hookAdd.invokeExact(engine, result, type, callback, MemorySegment.NULL, first, last);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        return Linker.nativeLinker()
                .downcallHandle(
                        lookup.find(name)
                                .orElseThrow(() ->
                                        new IllegalStateException(library.describe() + " has no function " + name)),
                        type,
                        options);
    }

    private static IllegalStateException unexpected(Throwable e) {
        return new IllegalStateException("a call of Unicorn failed: " + e, e);
    }
}
