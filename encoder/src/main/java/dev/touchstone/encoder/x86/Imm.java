package dev.touchstone.encoder.x86;

/// An immediate. Whether a value is allowed depends on the form.
public record Imm(long value) implements X86Operand {
    @Override
    public String toString() {
        return value < 0 ? "-0x" + Long.toHexString(-value) : "0x" + Long.toHexString(value);
    }
}
