package dev.touchstone.isa.x86;

import java.util.Arrays;

/// What an instruction does with an operand.
public enum Access {
    NONE("n", false, false),
    READ("r", true, false),
    WRITE("w", false, true),
    READ_WRITE("rw", true, true),
    /// The operand's address is taken, its memory is not touched: LEA, prefetches.
    ADDRESS("a", false, false);

    private final String text;
    private final boolean read;
    private final boolean written;

    Access(String text, boolean read, boolean written) {
        this.text = text;
        this.read = read;
        this.written = written;
    }

    public boolean isRead() {
        return read;
    }

    public boolean isWritten() {
        return written;
    }

    static Access parse(String text) {
        return Arrays.stream(values())
                .filter(a -> a.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("access \"" + text + "\" is none of "
                        + Arrays.stream(values()).map(a -> a.text).toList()));
    }
}
