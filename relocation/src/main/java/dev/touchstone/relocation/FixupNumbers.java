package dev.touchstone.relocation;

import java.util.OptionalInt;

/// A kind's relocation numbers in the object file formats, where they have one.
record FixupNumbers(OptionalInt elf, OptionalInt coff, OptionalInt machO) {}
