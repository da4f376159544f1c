package dev.touchstone.relocation;

/// One kind of fixup: which bytes are patched, with what value, in which bits. One row of a `.fixups` table.
///
/// The range of a kind follows from its bit scatter and its check: a `signed` kind that stores value bits 27 to
/// 2 takes
/// -2^27 to 2^27 - 4 in steps of 4.
public final class FixupKind {
    private final String name;
    private final int elfType;
    private final Container container;
    private final Formula formula;
    private final Transform transform;
    private final BitScatter scatter;
    private final Check check;
    private final long minimum;
    private final long maximum;
    /// Whether the value fills the container as it is.
    private final boolean plain;

    enum Check {
        SIGNED,
        UNSIGNED,
        /// Fits either as a signed or as an unsigned number: data words and absolute addresses.
        EITHER,
        /// Only the low bits are wanted; no value is out of range.
        NONE
    }

    FixupKind(
            String name,
            int elfType,
            Container container,
            Formula formula,
            Transform transform,
            BitScatter scatter,
            Check check) {
        this.name = name;
        this.elfType = elfType;
        this.container = container;
        this.formula = formula;
        this.transform = transform;
        this.scatter = scatter;
        this.check = check;
        this.minimum = lowest();
        this.maximum = highest();
        this.plain = transform == Transform.NONE && scatter.isWhole(container.bytes);
        if (container.bytes < 8 && scatter.wordMask >>> 8 * container.bytes != 0) {
            throw new IllegalArgumentException(
                    name + ": the scatter has bits outside of the container's " + container.bytes + " bytes");
        }
    }

    /// The psABI's name, as in `R_AARCH64_CALL26`.
    public String name() {
        return name;
    }

    /// The relocation's number in an ELF file.
    public int elfType() {
        return elfType;
    }

    /// Bytes that this kind patches, at the fixup's offset.
    public int bytes() {
        return container.bytes;
    }

    /// Whether the other kind stores values in the same bits, whatever their ranges are.
    boolean hasBitsOf(FixupKind other) {
        return container == other.container
                && transform.equals(other.transform)
                && scatter.wordMask == other.scatter.wordMask
                && scatter.lowBit == other.scatter.lowBit;
    }

    /// Whether the value fills the patched bytes as it is: a word of data.
    public boolean isPlain() {
        return plain;
    }

    /// Stores an addend in the bytes that will be patched, where object files without addends in their
    /// relocations have it. A linker reads it back from there.
    ///
    /// @throws RelocationException if the bytes can't hold it; nothing is written then
    public void storeAddend(byte[] code, int offset, long addend) {
        boolean truncated = alignment() == 1 && !plain;
        long value = truncated ? addend << scatter.lowBit : addend;
        long least = plain ? (bytes() == 8 ? Long.MIN_VALUE : -(1L << 8 * bytes() - 1)) : leastAddend();
        long most = plain ? (bytes() == 8 ? Long.MAX_VALUE : (1L << 8 * bytes()) - 1) : maximum();
        if (value < least || value > most || (value & alignment() - 1) != 0) {
            throw new RelocationException("%s at offset 0x%x can't hold the addend %d; allowed are %d to %d%s"
                    .formatted(
                            name, offset, addend, least, most, alignment() == 1 ? "" : " in steps of " + alignment()));
        }
        long word = container.read(code, offset) & ~scatter.wordMask;
        container.write(code, offset, word | scatter.scatter(transform.encode(value)));
    }

    /// Unsigned fields of T32 hold the bias of the program counter all the same: "R_ARM_THM_PC8" in the psABI.
    private long leastAddend() {
        return minimum() == 0 ? -4 : minimum();
    }

    /// Whether the value is the same wherever the image lands.
    public boolean positionIndependent() {
        return formula.positionIndependent;
    }

    /// Whether it stores the formula's value as it is: a word of data.
    boolean isData(Formula wanted) {
        return plain && formula == wanted;
    }

    /// The formula in the psABI's terms, as in `S + A - P`.
    public String formula() {
        return formula.text;
    }

    /// What the value must be a multiple of.
    public long alignment() {
        return 1L << scatter.lowBit;
    }

    /// The smallest value that can be stored.
    public long minimum() {
        return minimum;
    }

    private long lowest() {
        return switch (check) {
            case SIGNED, EITHER ->
                scatter.highBit == 63 ? Long.MIN_VALUE : -(1L << scatter.highBit) + transform.lostBelow(alignment());
            case UNSIGNED -> 0;
            case NONE -> Long.MIN_VALUE;
        };
    }

    /// The largest value that can be stored.
    public long maximum() {
        return maximum;
    }

    private long highest() {
        return switch (check) {
            case SIGNED -> scatter.highBit == 63 ? Long.MAX_VALUE : (1L << scatter.highBit) - alignment();
            case UNSIGNED, EITHER -> scatter.highBit >= 62 ? Long.MAX_VALUE : (1L << scatter.highBit + 1) - alignment();
            case NONE -> Long.MAX_VALUE;
        };
    }

    /// The value that `S`, `A` and `P` give, not yet checked.
    long value(long s, long a, long p) {
        return formula.value(s, a, p);
    }

    /// Patches `code` at `offset` so that the place at address `p` refers to `s + a`.
    ///
    /// @throws RelocationException if the value is out of range or not aligned; nothing is written then
    void apply(byte[] code, int offset, long s, long a, long p, Object symbol) {
        long value = formula.value(s, a, p);
        if (check != Check.NONE && (value < minimum || value > maximum || (value & alignment() - 1) != 0)) {
            throw refused(value, offset, symbol);
        }
        if (plain) {
            container.write(code, offset, value);
            return;
        }
        long word = container.read(code, offset);
        container.write(code, offset, word & ~scatter.wordMask | scatter.scatter(transform.encode(value)));
    }

    /// The value that is stored in `code` at `offset`: the inverse of applying.
    public long read(byte[] code, int offset) {
        long stored = scatter.gather(container.read(code, offset));
        return transform.decode(stored, scatter.highBit, check == Check.SIGNED);
    }

    private RelocationException refused(long value, int offset, Object symbol) {
        boolean unaligned = (value & alignment() - 1) != 0;
        return new RelocationException("%s at offset 0x%x, to %s: %s = %d (0x%x) is %s; allowed are %d to %d%s"
                .formatted(
                        name,
                        offset,
                        symbol,
                        formula.text,
                        value,
                        value,
                        unaligned ? "not aligned" : "out of range",
                        minimum(),
                        maximum(),
                        alignment() == 1 ? "" : " in steps of " + alignment()));
    }

    @Override
    public String toString() {
        return name;
    }
}
