package dev.touchstone.exec.host;

import org.jspecify.annotations.Nullable;

/// What a callback threw and nobody took yet: the first, with some of those after it as its suppressed ones.
final class Failures {
    private static final int KEPT = 16;
    private @Nullable Throwable first;
    private int more;

    synchronized void add(Throwable failure) {
        if (first == null) {
            first = failure;
        } else if (failure != first && more++ < KEPT) {
            first.addSuppressed(failure);
        }
    }

    synchronized @Nullable Throwable take() {
        Throwable failure = first;
        first = null;
        more = 0;
        return failure;
    }
}
