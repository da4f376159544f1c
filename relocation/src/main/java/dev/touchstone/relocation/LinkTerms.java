package dev.touchstone.relocation;

/// What the terms of a formula stand for, of one symbol in one link. A linker that keeps a global offset table
/// or thread-local storage implements this; [CodeImage] knows addresses alone.
@FunctionalInterface
public interface LinkTerms {
    /// The number that the term stands for.
    ///
    /// @throws RelocationException if this link has none
    long value(LinkTerm term);
}
