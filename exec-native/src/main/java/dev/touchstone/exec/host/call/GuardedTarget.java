package dev.touchstone.exec.host.call;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Targets of upcalls that throw nothing: an exception that leaves an upcall ends the virtual machine, and so
/// does a result that it can't hand to C.
public final class GuardedTarget {
    private static final MethodHandle FAILED =
            find("failed", MethodType.methodType(void.class, Consumer.class, Throwable.class));
    private static final MethodHandle POINTER =
            find("pointer", MethodType.methodType(MemorySegment.class, MemorySegment.class));
    private static final MethodHandle STRUCT =
            find("struct", MethodType.methodType(MemorySegment.class, MemoryLayout.class, MemorySegment.class));

    private GuardedTarget() {}

    private static MethodHandle find(String name, MethodType type) {
        try {
            return MethodHandles.lookup().findStatic(GuardedTarget.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// @param target of the descriptor's type
    /// @param failures is given what the target throws; C gets zero then
    public static MethodHandle of(MethodHandle target, FunctionDescriptor descriptor, Consumer<Throwable> failures) {
        Class<?> result = target.type().returnType();
        MethodHandle report = FAILED.bindTo(failures);
        MemoryLayout layout = descriptor.returnLayout().orElse(null);
        MethodHandle checked = target;
        MethodHandle zero = MethodHandles.zero(result);
        if (layout instanceof AddressLayout) {
            checked = MethodHandles.filterReturnValue(target, POINTER);
            zero = MethodHandles.constant(MemorySegment.class, MemorySegment.NULL);
        } else if (layout instanceof GroupLayout) {
            checked = MethodHandles.filterReturnValue(target, STRUCT.bindTo(layout));
            zero = MethodHandles.constant(MemorySegment.class, copy(layout, MemorySegment.NULL));
        }
        MethodHandle handler =
                MethodHandles.foldArguments(MethodHandles.dropArguments(zero, 0, Throwable.class), report);
        return MethodHandles.catchException(checked, Throwable.class, handler);
    }

    private static void failed(Consumer<Throwable> failures, Throwable failure) {
        try {
            failures.accept(failure);
        } catch (Throwable second) {
            // There is nobody left to tell: one who is told of failures may not fail.
        }
    }

    private static MemorySegment pointer(@Nullable MemorySegment result) {
        if (result == null || !result.isNative()) {
            throw new IllegalArgumentException((result == null ? "null" : "a heap segment")
                    + " can't be a pointer for C; allowed are native segments, as MemorySegment.NULL");
        }
        if (!result.scope().isAlive()) {
            throw new IllegalStateException(
                    "the segment at 0x%x, a result for C, is closed".formatted(result.address()));
        }
        return MemorySegment.ofAddress(result.address());
    }

    private static MemorySegment struct(MemoryLayout layout, @Nullable MemorySegment result) {
        if (result == null || result.byteSize() < layout.byteSize()) {
            throw new IllegalArgumentException((result == null ? "null" : result.byteSize() + " bytes") + " can't be a "
                    + layout + " for C; allowed are segments of at least " + layout.byteSize() + " bytes");
        }
        return copy(layout, result.asSlice(0, layout.byteSize()));
    }

    private static MemorySegment copy(MemoryLayout layout, MemorySegment content) {
        MemorySegment copy = MemorySegment.ofArray(new long[(int) Math.ceilDiv(layout.byteSize(), 8)]);
        return copy.asSlice(0, layout.byteSize()).copyFrom(content);
    }
}
