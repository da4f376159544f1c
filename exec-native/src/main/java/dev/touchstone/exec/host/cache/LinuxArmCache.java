package dev.touchstone.exec.host.cache;

import static dev.touchstone.exec.host.system.SystemFunctions.unexpected;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.encoder.aarch64.A64Assembler;
import dev.touchstone.exec.host.posix.PermanentCode;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Linux lets programs maintain caches themselves, by a routine of our own. Threads may have fetched ahead at any
/// address, so those that run now are synchronised always.
///
/// The routine itself is written to a fresh anonymous mapping that then becomes executable by `mprotect`: the
/// kernel cleans and invalidates the caches of a page that becomes executable when it is first mapped so, and a
/// page fault, which the first fetch takes, ends with an exception return, which synchronises the fetch.
final class LinuxArmCache implements InstructionCache {
    private final MethodHandle routine;

    LinuxArmCache() {
        routine = Linker.nativeLinker()
                .downcallHandle(load(), FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG), Linker.Option.critical(false));
    }

    private static MemorySegment load() {
        A64Assembler a = new A64Assembler();
        CacheRoutine.emit(a);
        return PermanentCode.load(a.code().toImage().at(0));
    }

    @Override
    public void written(long address, long bytes, boolean fresh) {
        try {
            routine.invokeExact(address, address + bytes);
        } catch (Throwable t) {
            throw unexpected(t);
        }
        if (Membarrier.isThere()) {
            Membarrier.synchronizeThreads();
        }
    }

    @Override
    public boolean synchronizesThreads() {
        return Membarrier.isThere();
    }

    @Override
    public void synchronizeThreads() {
        Membarrier.synchronizeThreads();
    }
}
