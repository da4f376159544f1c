package dev.touchstone.exec.emulated;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/// A hook of accesses to unmapped memory that refuses each: what Unicorn does without it too.
final class NeverCalled {
    static final FunctionDescriptor TYPE =
            FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, ADDRESS);
    static final MemorySegment CALLBACK = callback();

    private NeverCalled() {}

    private static MemorySegment callback() {
        MethodHandle no = MethodHandles.dropArguments(
                MethodHandles.constant(boolean.class, false),
                0,
                TYPE.toMethodType().parameterList());
        return Linker.nativeLinker().upcallStub(no, TYPE, Arena.global());
    }
}
