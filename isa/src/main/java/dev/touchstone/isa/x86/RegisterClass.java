package dev.touchstone.isa.x86;

/// A class of registers, with how many there are of it and how wide they are.
public enum RegisterClass {
    /// The byte registers. AH, CH, DH and BH are of this class too; their codes are 4 to 7 without a REX prefix.
    GPR8(8, 32),
    GPR16(16, 32),
    GPR32(32, 32),
    GPR64(64, 32),
    MM(64, 8),
    XMM(128, 32),
    YMM(256, 32),
    ZMM(512, 32),
    K(64, 8),
    ST(80, 8),
    TMM(8192, 8),
    /// ES, CS, SS, DS, FS, GS.
    SEGMENT(16, 6),
    CONTROL(64, 16),
    DEBUG(64, 16);

    private final int bits;
    private final int count;

    RegisterClass(int bits, int count) {
        this.bits = bits;
        this.count = count;
    }

    /// The register's width. Control and debug registers have 32 in 32-bit mode.
    public int bits() {
        return bits;
    }

    /// Registers that any encoding reaches: numbers are 0 to `count() - 1`.
    public int count() {
        return count;
    }

    public boolean isGeneral() {
        return this == GPR8 || this == GPR16 || this == GPR32 || this == GPR64;
    }

    public boolean isVector() {
        return this == XMM || this == YMM || this == ZMM;
    }
}
