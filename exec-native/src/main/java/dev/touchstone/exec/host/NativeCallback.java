package dev.touchstone.exec.host;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Java function as a C function pointer, made by [FunctionType#callback].
///
/// ```java
/// NativeCallback compare = type.callback((a, b) -> ..., arena);
/// qsort.call(array, count, 4, compare.pointer());
/// compare.rethrow();
/// ```
///
/// Thread-safe: C may call the pointer on any thread, also on one that Java does not know yet.
public final class NativeCallback {
    private final MemorySegment pointer;
    private final Failures failures;

    NativeCallback(MemorySegment pointer, Failures failures) {
        this.pointer = pointer;
        this.failures = failures;
    }

    /// The function's address, which lives as long as the arena that it was made in.
    public MemorySegment pointer() {
        return pointer;
    }

    /// What the function threw since this was asked last: the first exception; those after it are its
    /// suppressed ones, 16 of them at most. Empty where a handler was given them.
    public Optional<Throwable> takeFailure() {
        return Optional.ofNullable(failures.take());
    }

    /// Throws what [#takeFailure()] gives, if there is something.
    ///
    /// @throws UndeclaredThrowableException around a checked exception; others are thrown as they are
    public void rethrow() {
        @Nullable Throwable failure = failures.take();
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new UndeclaredThrowableException(failure);
        }
    }
}
