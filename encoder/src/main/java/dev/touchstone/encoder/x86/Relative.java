package dev.touchstone.encoder.x86;

/// A branch target as the instruction holds it.
///
/// @param displacement bytes from the end of the instruction
public record Relative(long displacement) implements X86Operand {
    @Override
    public String toString() {
        return "$"
                + (displacement < 0 ? "-0x" + Long.toHexString(-displacement) : "+0x" + Long.toHexString(displacement));
    }
}
