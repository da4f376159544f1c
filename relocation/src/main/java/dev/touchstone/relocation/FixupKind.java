package dev.touchstone.relocation;

import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// One kind of fixup: which bytes are patched, with what value, in which bits. One row of a `.fixups` table.
///
/// The range of a kind follows from its bit scatter and its check: a `signed` kind that stores value bits 27 to
/// 2 takes -2^27 to 2^27 - 4 in steps of 4.
public final class FixupKind {
    private final String name;
    private final FixupNumbers numbers;
    private final Container container;
    private final Formula formula;
    private final Transform transform;
    private final BitScatter scatter;
    private final boolean checked;
    private final boolean signed;
    private final long alignment;
    private final long minimum;
    private final long maximum;
    /// Whether the value fills the container as it is.
    private final boolean plain;

    /// @param truncated whether the bits below the stored ones are dropped; else they must be zero
    FixupKind(
            String name,
            FixupNumbers numbers,
            Container container,
            Formula formula,
            Transform transform,
            BitScatter scatter,
            RangeCheck check,
            boolean truncated) {
        this.name = name;
        this.numbers = numbers;
        this.container = container;
        this.formula = formula;
        this.transform = transform;
        this.scatter = scatter;
        this.checked = check != RangeCheck.NONE || transform != Transform.NONE;
        this.signed = check == RangeCheck.SIGNED;
        this.alignment = truncated ? 1 : 1L << scatter.lowBit;
        this.minimum = transform.lowest(check, scatter);
        this.maximum = transform.beyond(check, scatter) - alignment;
        this.plain = transform == Transform.NONE && scatter.isWhole(container.bytes);
        if (container.bytes < 8 && scatter.wordMask >>> 8 * container.bytes != 0) {
            throw new IllegalArgumentException(
                    name + ": the scatter has bits outside of the container's " + container.bytes + " bytes");
        }
    }

    /// The psABI's name, as in `R_AARCH64_CALL26`; where the psABI has none, LLVM's name of the fixup, as in
    /// `fixup_t2_pcrel_10`.
    public String name() {
        return name;
    }

    /// The relocation's number in an ELF file.
    ///
    /// @throws RelocationException if the psABI has no such relocation: the target must stand in the same code
    public int elfType() {
        return numbers.elf()
                .orElseThrow(() -> new RelocationException(
                        name + " has no relocation in ELF files: its target must stand in the same section"));
    }

    /// Whether [#elfType()] has a number.
    public boolean hasElfType() {
        return numbers.elf().isPresent();
    }

    /// The relocation's number in a COFF file of the table's machine, if it has one.
    public OptionalInt coffType() {
        return numbers.coff();
    }

    /// The relocation's number in a Mach-O file of the table's machine, if it has one. It is relative to the
    /// program counter there (`r_pcrel`) if [#isRelativeToPlace()], and `r_length` is the binary logarithm of
    /// [#bytes()].
    public OptionalInt machOType() {
        return numbers.machO();
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
                && scatter.lowBit == other.scatter.lowBit
                && scatter.highBit == other.scatter.highBit;
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
        AddendField field = addendField();
        if (!canStoreAddend(addend)) {
            throw new RelocationException("%s at offset 0x%x can't hold the addend %d; allowed are %s"
                    .formatted(name, offset, addend, field));
        }
        long word = container.read(code, offset) & ~scatter.wordMask;
        container.write(code, offset, word | scatter.scatter(transform.encode(addend << field.shift())));
    }

    /// Whether [#storeAddend(byte[], int, long)] takes it.
    public boolean canStoreAddend(long addend) {
        return addendField().holds(addend) && transform.takes(addend);
    }

    private AddendField addendField() {
        if (plain) {
            return AddendField.ofWord(bytes());
        }
        if (formula.isOfPages() || alignment == 1 && scatter.lowBit > 0) {
            return AddendField.unscaled(scatter.lowBit, Long.bitCount(scatter.wordMask));
        }
        return AddendField.ofValue(
                checked ? minimum : -(1L << scatter.highBit),
                checked ? maximum : (2L << scatter.highBit) - alignment,
                alignment);
    }

    /// Whether the value is the same wherever the image lands.
    public boolean positionIndependent() {
        return formula.positionIndependent;
    }

    /// Whether the value has T in it, the lowest bit of a T32 function's address as of C's function pointers.
    public boolean carriesT() {
        return formula.takesT && scatter.lowBit == 0;
    }

    /// Whether T changes the value: of the even place of a function and an odd addend it does not.
    boolean takesT(long addend) {
        return carriesT() && (addend & 1) == 0;
    }

    /// Whether this is an AArch32 branch. It leads to code of the set whose instructions are aligned as its
    /// steps are: for BLX that is the other one.
    boolean isInterworkingBranch() {
        return formula.takesT && scatter.lowBit > 0;
    }

    /// Whether it is a word of data: the symbol's address, or its distance from the word, in all bits.
    boolean isData(boolean relative) {
        return plain && formula.isAddress(relative);
    }

    /// Whether the value depends on the address of the patched bytes, be it their page or their word.
    public boolean isRelativeToPlace() {
        return formula.isRelativeToPlace();
    }

    /// The formula in the psABI's terms, as in `S + A - P`.
    public String formula() {
        return formula.text;
    }

    /// What the formula takes of the link beside A and P.
    public Set<LinkTerm> terms() {
        return Set.copyOf(formula.terms);
    }

    /// Whether the addresses of symbol and place are all that the formula takes, so that an image can be linked.
    /// Kinds that need a global offset table or thread-local storage are for object files.
    public boolean isForImages() {
        return formula.simple;
    }

    /// What the value must be a multiple of.
    public long alignment() {
        return alignment;
    }

    /// The smallest value that can be stored.
    public long minimum() {
        return minimum;
    }

    /// The largest value that can be stored.
    public long maximum() {
        return maximum;
    }

    /// How the value comes about.
    Formula arithmetic() {
        return formula;
    }

    /// What is patched, as the tables write it: the bits of one little-endian number, or `16:16`, a wide T32
    /// instruction.
    public String unit() {
        return container.text;
    }

    /// How the patched bytes are read as one number.
    Container container() {
        return container;
    }

    /// The value that `S`, `A` and `P` give, not yet checked.
    long value(long s, long a, long p) {
        return formula.value(s, a, p);
    }

    /// Whether the value that `S`, `A` and `P` give can be stored.
    boolean reaches(long s, long a, long p) {
        long value = formula.value(s, a, p);
        return !checked || value >= minimum && value <= maximum;
    }

    /// Patches `code` at `offset` so that the place at address `p` refers to `s + a`.
    ///
    /// @throws RelocationException if the value is out of range or not aligned, or if the formula takes more than
    ///     addresses; nothing is written then
    void apply(byte[] code, int offset, long s, long a, long p, Object symbol) {
        if (!formula.simple) {
            throw notForImages(offset, symbol);
        }
        if (formula.isBeyondAddressSpace(s, a)) {
            throw new RelocationException(
                    "%s at offset 0x%x, to %s: address 0x%x is beyond 32 bits".formatted(name, offset, symbol, s + a));
        }
        store(code, offset, formula.value(s, a, p), symbol);
    }

    /// Patches `code` at `offset`, which stands at address `p`, in a link that knows the formula's terms.
    ///
    /// @param a the addend
    /// @param symbol what errors name as the target
    /// @throws RelocationException if the value is out of range or not aligned; nothing is written then
    public void apply(byte[] code, int offset, LinkTerms terms, long a, long p, Object symbol) {
        store(code, offset, formula.value(terms, a, p), symbol);
    }

    private void store(byte[] code, int offset, long value, Object symbol) {
        if (checked && (value < minimum || value > maximum || !transform.takes(value))
                || (value & alignment - 1) != 0) {
            throw refused(value, offset, symbol);
        }
        if (plain) {
            container.write(code, offset, value);
            return;
        }
        long word = container.read(code, offset);
        container.write(code, offset, word & ~scatter.wordMask | scatter.scatter(transform.encode(value)));
    }

    /// The value that is stored in `code` at `offset`: the inverse of applying, as far as the bits tell.
    public long read(byte[] code, int offset) {
        long stored = scatter.gather(container.read(code, offset));
        return transform.decode(stored, scatter.highBit, signed);
    }

    private RelocationException refused(long value, int offset, Object symbol) {
        boolean unaligned = (value & alignment - 1) != 0;
        boolean inRange = value >= minimum && value <= maximum;
        return new RelocationException("%s at offset 0x%x, to %s: %s = %d (0x%x) is %s; allowed are %d to %d%s"
                .formatted(
                        name,
                        offset,
                        symbol,
                        formula.text,
                        value,
                        value,
                        unaligned ? "not aligned" : inRange ? "no modified immediate" : "out of range",
                        minimum,
                        maximum,
                        alignment == 1 ? "" : " in steps of " + alignment));
    }

    private RelocationException notForImages(int offset, Object symbol) {
        return new RelocationException("%s at offset 0x%x, to %s: %s takes %s, which an image does not have; write an"
                        .formatted(
                                name,
                                offset,
                                symbol,
                                formula.text,
                                formula.terms.stream()
                                        .filter(t -> t != LinkTerm.SYMBOL)
                                        .map(LinkTerm::meaning)
                                        .collect(Collectors.joining(" and ")))
                + " object file for a linker that makes it");
    }

    @Override
    public String toString() {
        return name;
    }
}
