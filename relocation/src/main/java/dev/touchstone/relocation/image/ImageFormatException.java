package dev.touchstone.relocation.image;

import java.io.IOException;

/// A file is no code image, or a broken one: the message says at which of its bytes, what stands there, and
/// what is allowed.
public final class ImageFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    ImageFormatException(long offset, String problem) {
        super("image file, offset 0x%x: %s".formatted(offset, problem));
        this.offset = offset;
    }

    /// The offset in the file of what is wrong.
    public long offset() {
        return offset;
    }
}
