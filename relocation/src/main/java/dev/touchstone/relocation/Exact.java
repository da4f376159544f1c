package dev.touchstone.relocation;

/// A stretch of code or data of a size that is known beforehand: no island or literal is put into it, and
/// branches are not rewritten. Made by [CodeBuffer#exactly(int)].
///
/// ```java
/// try (Exact _ = code.exactly(12)) {
///     a.adr(x1, table);
///     a.add(x1, x1, x0);
///     a.br(x1);
/// }
/// ```
public final class Exact implements AutoCloseable {
    private final CodeBuffer section;
    private final int start;
    private final int bytes;

    Exact(CodeBuffer section, int bytes) {
        this.section = section;
        this.start = section.position();
        this.bytes = bytes;
    }

    /// Ends the stretch.
    ///
    /// @throws RelocationException if it has more or fewer bytes than were announced
    @Override
    public void close() {
        int written = section.position() - start;
        if (written != bytes) {
            throw new RelocationException("the stretch at offset 0x%x has 0x%x bytes; exactly 0x%x were announced"
                    .formatted(start, written, bytes));
        }
    }
}
