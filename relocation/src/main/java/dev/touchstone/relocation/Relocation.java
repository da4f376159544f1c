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
        FixupKind kind, int offset, @Nullable String external, int target, long addend) {
    /// Whether the patched bytes depend on where the image lands.
    public boolean followsImage() {
        return (external == null) != kind.positionIndependent();
    }

    private String targetText() {
        return external == null ? "offset 0x" + Integer.toHexString(target) : "\"" + external + "\"";
    }

    /// Patches the image's bytes for that address of it, and of the symbol if it is external.
    void apply(byte[] bytes, long imageAddress, long externalAddress) {
        long s = external == null ? imageAddress + target : externalAddress;
        kind.apply(bytes, offset, s, addend, imageAddress + offset, targetText());
    }
}
