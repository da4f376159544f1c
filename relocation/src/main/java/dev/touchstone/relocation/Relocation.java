package dev.touchstone.relocation;

import org.jspecify.annotations.Nullable;

/// A fixup that waits for the address at which an image is linked.
///
/// @param kind what to patch
/// @param offset of the patched bytes in the image
/// @param external the external symbol's name, or null if the target stands in the image
/// @param target the target's offset in the image, where it stands in it
/// @param addend A
public record Relocation(
        FixupKind kind, int offset, @Nullable String external, int target, long addend) {}
