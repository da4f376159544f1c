package dev.touchstone.relocation;

/// A stretch of code that is being replaced. While it is open the buffer writes there; when it is closed, what is
/// left of the stretch is filled with no-ops and writing goes on at the code's end. Fixups of the bytes that were
/// replaced are gone; the new bytes may have their own.
///
/// ```java
/// try (Patch _ = code.patch(start, 8)) {
///     a.b(elsewhere);
/// }
/// ```
public final class Patch implements AutoCloseable {
    private final CodeBuffer section;
    private final int to;
    private final int end;

    Patch(CodeBuffer section, int to, int end) {
        this.section = section;
        this.to = to;
        this.end = end;
    }

    /// Ends the patch.
    ///
    /// @throws RelocationException if more bytes were written than were to be replaced: the code is then as
    ///     broken
    ///     as it looks
    @Override
    public void close() {
        section.endPatch(to, end);
    }
}
