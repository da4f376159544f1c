package dev.touchstone.encoder.x86;

/// A far pointer that stands in the instruction, `ptr16:32`.
///
/// @param selector 0 to 0xFFFF
/// @param offset 0 to 0xFFFFFFFF; 0xFFFF for `ptr16:16`
public record FarPointer(int selector, long offset) implements X86Operand {
    @Override
    public String toString() {
        return "0x" + Integer.toHexString(selector) + ":0x" + Long.toHexString(offset);
    }
}
