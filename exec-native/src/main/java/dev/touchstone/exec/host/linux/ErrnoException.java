package dev.touchstone.exec.host.linux;

/// A call of the C library that failed: which, with what, and errno.
public final class ErrnoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    ErrnoException(String call, int errno, String text) {
        super("%s: %s (errno %d)".formatted(call, text, errno));
        this.errno = errno;
    }

    /// The number that the call left in errno.
    public int errno() {
        return errno;
    }
}
