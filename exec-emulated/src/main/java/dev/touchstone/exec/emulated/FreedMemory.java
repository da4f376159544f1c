package dev.touchstone.exec.emulated;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// What was freed with C's `free`, and is not used again: glibc keeps it, and before 2.38 does not find much of what
/// was aligned when it needs such memory anew. Engines that are opened one after the other would so take 100 KB each.
final class FreedMemory {
    private static final @Nullable MethodHandle TRIM = Linker.nativeLinker()
            .defaultLookup()
            .find("malloc_trim")
            .map(function -> Linker.nativeLinker().downcallHandle(function, FunctionDescriptor.of(JAVA_INT, JAVA_LONG)))
            .orElse(null);

    private FreedMemory() {}

    /// Gives it back to the system, where there is a function for that.
    static void giveBack() {
        if (TRIM != null) {
            try {
                int ignored = (int) TRIM.invokeExact(0L);
            } catch (Throwable e) {
                throw new IllegalStateException("malloc_trim failed: " + e, e);
            }
        }
    }
}
