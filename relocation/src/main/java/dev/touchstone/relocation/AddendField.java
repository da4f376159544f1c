package dev.touchstone.relocation;

/// What addends the bytes hold that a fixup will patch, where an object file has its addends there.
///
/// @param shift how far up the addend stands from where the value will
/// @param least the smallest addend
/// @param most the largest
/// @param step what it must be a multiple of
record AddendField(int shift, long least, long most, long step) {
    /// A word of data, signed or unsigned.
    static AddendField ofWord(int bytes) {
        int bits = 8 * bytes;
        return bits == 64
                ? new AddendField(0, Long.MIN_VALUE, Long.MAX_VALUE, 1)
                : new AddendField(0, -(1L << bits - 1), (1L << bits) - 1, 1);
    }

    /// Of kinds that store the upper bits of a value: the addend stands there in full, a signed number. MOVT of
    /// the Arm psABI, ADRP in COFF files.
    static AddendField unscaled(int shift, int bits) {
        return new AddendField(shift, -(1L << bits - 1), (1L << bits - 1) - 1, 1);
    }

    /// One that is stored as the value will be. Unsigned fields of T32 hold the bias of the program counter all
    /// the same: "R_ARM_THM_PC8" in the Arm psABI.
    static AddendField ofValue(long minimum, long maximum, long alignment) {
        return new AddendField(0, minimum == 0 ? -4 : minimum, maximum, alignment);
    }

    boolean holds(long addend) {
        return addend >= least && addend <= most && (addend & step - 1) == 0;
    }

    @Override
    public String toString() {
        return least + " to " + most + (step == 1 ? "" : " in steps of " + step);
    }
}
