package dev.touchstone.relocation;

/// What a section holds, and so how its memory is protected.
public enum SectionKind {
    /// Code; readable and executable.
    TEXT(".text"),
    /// Constants; readable.
    RODATA(".rodata"),
    /// Variables with initial values; readable and writable.
    DATA(".data"),
    /// Variables that are zero at first; readable and writable, and no bytes of an image.
    BSS(".bss");

    private final String title;

    SectionKind(String title) {
        this.title = title;
    }

    /// The usual name in object files, as in `.text`.
    public String title() {
        return title;
    }

    /// Whether running code may write to it.
    public boolean isWritable() {
        return this == DATA || this == BSS;
    }

    @Override
    public String toString() {
        return title;
    }
}
