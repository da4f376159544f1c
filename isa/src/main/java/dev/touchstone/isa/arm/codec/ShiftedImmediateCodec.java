package dev.touchstone.isa.arm.codec;

import java.util.List;

/// `shifted-uimm8` and `shifted-simm8`: sh:imm8, the value of 8 bits or of 8 bits shifted left by 8. A zero is
/// never shifted. With `element=`, text may give the value as an element of so many bits holds it, with any sign.
public final class ShiftedImmediateCodec extends ImmediateCodec {
    private static final int WIDTH = 9;

    private final boolean signed;
    private final int element;

    ShiftedImmediateCodec(Parameters parameters, int width, boolean signed) {
        this.signed = signed;
        this.element = (int) parameters.number("element", 64);
        if (width != WIDTH) {
            throw new IllegalArgumentException("a shifted immediate has 9 bits, sh:imm8");
        }
    }

    /// Whether the 8 bits are in two's complement.
    public boolean isSigned() {
        return signed;
    }

    /// Whether a DUP to elements of `size` bits makes the value.
    static boolean isDuplicated(long value, int size) {
        long element = Bits.signed(value, size);
        return element == Bits.signed(element, 8)
                || size > 8 && (element & 0xFF) == 0 && element == Bits.signed(element, 16);
    }

    /// Whether a DUP to elements of `size` bits or of fewer makes the value.
    static boolean isDuplicatedSomehow(long value, int size) {
        int half = size / 2;
        return isDuplicated(value, size)
                || size > 8 && ((value ^ value >>> half) & Bits.mask(half)) == 0 && isDuplicatedSomehow(value, half);
    }

    @Override
    public boolean parse(Cursor in) {
        if (!super.parse(in)) {
            return false;
        }
        in.value = signed ? Bits.ofElement(in.value, element) : in.value;
        return true;
    }

    private long minimum() {
        return signed ? -128 : 0;
    }

    private long maximum() {
        return signed ? 127 : 255;
    }

    @Override
    int width() {
        return WIDTH;
    }

    @Override
    public long encode(long value, long other) {
        if (value >= minimum() && value <= maximum()) {
            return value & 0xFF;
        }
        long shifted = value >> 8;
        return (value & 0xFF) != 0 || shifted < minimum() || shifted > maximum() ? REFUSED : 0x100 | shifted & 0xFF;
    }

    @Override
    public long decode(long bits, long other) {
        long value = signed ? Bits.signed(bits, 8) : bits & 0xFF;
        return (bits & 0x100) == 0 ? value : value == 0 ? REFUSED : value << 8;
    }

    @Override
    public String allowed() {
        return minimum() + " to " + maximum() + ", or " + minimum() * 256 + " to " + maximum() * 256
                + " in steps of 256";
    }

    @Override
    public long[] edges() {
        return new long[] {minimum(), maximum(), 0, 256, maximum() * 256, signed ? -32768 : 512};
    }

    @Override
    public List<String> illegal() {
        long above = signed && element == 16 ? 1 << 16 : (maximum() + 1) * 256;
        return List.of("#257", "#" + above, signed ? "#-129" : "#-1");
    }
}
