package dev.touchstone.relocation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Code under construction: the bytes of one section, and with its sister sections the labels and the fixups that
/// wait for an address.
///
/// A new buffer is the section of code; [#section(SectionKind)] gives the others. Labels belong to all of them.
/// The hot path of an assembler is [#reserve(int)], stores into [#array()], [#commit(int)], once an
/// instruction. A buffer and its sections are used by one thread at a time. [#reset()] keeps the memory for the
/// next piece of code.
public final class CodeBuffer {
    private static final int FIRST_CAPACITY = 256;
    private static final int LARGEST = Integer.MAX_VALUE - 8;
    /// Bytes that an assembler may reserve, and store into, for one instruction.
    private static final int LARGEST_RESERVATION = 32;

    private final CodeUnit unit;
    private final SectionKind kind;
    private final Machine machine;
    private final PendingFixups fixups;
    private final boolean movable;
    private final CodeRegions regions = new CodeRegions();
    private final List<Alignment> alignments = new ArrayList<>();
    private byte[] bytes;
    private int position;
    /// Up to where instructions may be written without a further look: at most the array's length.
    private int limit;
    private int alignment = 1;
    private @Nullable PatchRegion patch;
    private @Nullable LiteralPool literals;
    private final @Nullable Islands islands;

    /// A new piece of code, and its section of code.
    ///
    /// @param options what it does beyond writing what it is told
    public CodeBuffer(Machine machine, BufferOption... options) {
        this(new CodeUnit(options(options)), SectionKind.TEXT, machine);
        unit.sections.add(this);
    }

    private static Set<BufferOption> options(BufferOption... options) {
        Set<BufferOption> set = EnumSet.noneOf(BufferOption.class);
        set.addAll(Arrays.asList(options));
        return set;
    }

    CodeBuffer(CodeUnit unit, SectionKind kind, Machine machine) {
        this.unit = unit;
        this.kind = kind;
        this.machine = machine;
        this.fixups = unit.fixups;
        this.movable = unit.options.contains(BufferOption.SHORTEST_BRANCHES)
                && !Relaxations.of(machine).isEmpty();
        ReachTable reach = kind == SectionKind.TEXT && unit.options.contains(BufferOption.EXTENDED_REACH)
                ? ReachTable.of(machine)
                : null;
        this.islands = reach == null || reach.isEmpty() ? null : new Islands(this, reach);
        this.bytes = new byte[kind == SectionKind.BSS ? 0 : FIRST_CAPACITY];
        this.limit = bytes.length;
    }

    public Machine machine() {
        return machine;
    }

    /// What this section holds.
    public SectionKind kind() {
        return kind;
    }

    /// The section of that kind, made at the first call.
    public CodeBuffer section(SectionKind wanted) {
        return unit.section(wanted, machine);
    }

    /// The section of that kind for another machine of the same family, as of T32 code beside A32 code.
    ///
    /// @throws RelocationException if code of both can't stand in one image
    public CodeBuffer section(SectionKind wanted, Machine other) {
        return unit.section(wanted, other);
    }

    CodeUnit unit() {
        return unit;
    }

    CodeRegions regions() {
        return regions;
    }

    List<Alignment> alignments() {
        return alignments;
    }

    /// Whether branches are shortened when the image is made.
    boolean isRelaxed() {
        return movable;
    }

    /// What the section's address must be a multiple of.
    int alignment() {
        return alignment;
    }

    /// Bytes written so far; the offset of the next one.
    public int position() {
        return position;
    }

    /// Makes room for `count` more bytes of code and returns the position. The array may be a new one afterwards.
    public int reserve(int count) {
        if (limit - position < count) {
            makeRoom(count);
        }
        return position;
    }

    /// The bytes themselves, valid up to [#position()]; stores beyond it, as far as reserved, count once
    /// committed.
    public byte[] array() {
        return bytes;
    }

    /// Takes the bytes up to `newPosition` as written.
    public void commit(int newPosition) {
        position = newPosition;
    }

    private void makeRoom(int count) {
        if (patch != null) {
            throw new RelocationException(
                    "the patch of offsets 0x%x to 0x%x is full".formatted(patch.from, patch.to - 1));
        }
        if (islands != null) {
            islands.makeRoom(count);
        }
        if (regions.inData()) {
            regions.turn(position);
        }
        grow(count);
    }

    /// Sets up to where instructions may be written without a further look.
    void setLimit() {
        if (regions.inData()) {
            limit = position;
        } else {
            limit = islands == null ? bytes.length : Math.min(bytes.length, islands.limit());
        }
    }

    private void grow(int count) {
        if (kind == SectionKind.BSS) {
            throw new RelocationException(".bss holds no bytes, only room for zeros");
        }
        if (bytes.length - position < count) {
            long wanted = Math.max((long) bytes.length * 2, (long) position + count);
            if ((long) position + count > LARGEST) {
                throw new RelocationException("a section holds at most 2 GiB");
            }
            try {
                bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, LARGEST));
            } catch (OutOfMemoryError e) { // for one array: nothing else is lost
                throw new RelocationException(
                        "%d bytes of code and data: the Java heap, of %d MiB at the most, has no room; -Xmx makes it larger"
                                .formatted(
                                        (long) position + count,
                                        Runtime.getRuntime().maxMemory() >> 20));
            }
        }
        setLimit();
    }

    /// Makes room for data, and marks it as such.
    int room(int count) {
        if (patch != null) {
            return reserve(count);
        }
        if (islands != null && islands.mayStandHere()) {
            islands.makeRoomForPlace(null);
            islands.makeRoom(count);
        }
        grow(count);
        if (kind == SectionKind.TEXT) {
            if (!regions.inData()) {
                regions.turn(position);
            }
            limit = position;
        }
        return position;
    }

    void zeros(long count) {
        if (count < 0 || count > LARGEST - position) {
            throw new RelocationException(
                    "%d zero bytes at offset 0x%x: a section holds at most 2 GiB".formatted(count, position));
        }
        if (kind != SectionKind.BSS) {
            int at = room((int) count);
            Arrays.fill(bytes, at, at + (int) count, (byte) 0);
        }
        position += (int) count;
    }

    public void put8(int value) {
        int p = reserve(1);
        bytes[p] = (byte) value;
        position = p + 1;
    }

    public void put16(int value) {
        int p = reserve(2);
        bytes[p] = (byte) value;
        bytes[p + 1] = (byte) (value >>> 8);
        position = p + 2;
    }

    public void put32(int value) {
        int p = reserve(4);
        Container.LE32.write(bytes, p, value);
        position = p + 4;
    }

    public void put64(long value) {
        int p = reserve(8);
        Container.LE64.write(bytes, p, value);
        position = p + 8;
    }

    /// Code that was made elsewhere.
    public void put(byte[] code) {
        int p = reserve(code.length);
        System.arraycopy(code, 0, bytes, p, code.length);
        position = p + code.length;
    }

    /// Data from here on: numbers, text, addresses.
    public Data data() {
        return new Data(this);
    }

    /// Goes on at the next multiple of `multiple`, over instructions that do nothing in code, over zeros
    /// elsewhere.
    ///
    /// @param multiple a power of two, at most 2^20
    /// @throws RelocationException if it is not
    public void align(int multiple) {
        align(multiple, kind != SectionKind.TEXT || regions.inData());
    }

    void align(int multiple, boolean data) {
        if (Integer.bitCount(multiple) != 1 || multiple > 1 << 20 || multiple < 0) {
            throw new RelocationException("an alignment is a power of two up to 2^20, not " + multiple);
        }
        alignment = Math.max(alignment, multiple);
        Islands between = islands != null && patch == null && (!data || islands.mayStandHere()) ? islands : null;
        if (between != null) {
            between.makeRoom(multiple);
        }
        int padding = -position & multiple - 1;
        if (movable) {
            if (patch != null) {
                throw new RelocationException("a patch takes no padding while branches are to be shortened");
            }
            addAlignment(new Alignment(position, multiple, padding, data));
        }
        if (padding > 0) {
            if (data) {
                zeros(padding);
            } else {
                int at = reserve(padding);
                NoOps.fill(machine, bytes, at, padding);
                position = at + padding;
            }
        }
        if (between != null) {
            between.aligned(multiple);
        }
    }

    /// Notes the padding, unless the one right before it sees to it.
    private void addAlignment(Alignment added) {
        if (!alignments.isEmpty()) {
            Alignment last = alignments.getLast();
            if (last.offset() + last.padding() == added.offset() && last.multiple() >= added.multiple()) {
                return;
            }
        }
        alignments.add(added);
    }

    /// A new anonymous label without a place.
    public Label newLabel() {
        return new Label(unit.generation);
    }

    /// The label of that name, made at the first call.
    public Label label(String name) {
        return unit.named().computeIfAbsent(name, n -> new Label(unit.generation, n));
    }

    /// The label of a symbol that stands outside of this code; its address is given when the image is linked.
    public Label external(String name) {
        Label label = label(name);
        if (label.offset >= 0) {
            throw new RelocationException(label + " is bound here, so it is not external");
        }
        for (int i = label.offset == Label.UNBOUND ? label.pending : -1; i >= 0; i = fixups.next[i]) {
            settled(i);
        }
        label.offset = Label.EXTERNAL;
        return label;
    }

    /// Makes a named label known to other object files and images.
    ///
    /// @param type what it stands for
    /// @throws RelocationException if it has no name
    public Label export(Label label, SymbolType type) {
        type(label, type);
        label.own().isGlobal = true;
        return label;
    }

    /// Says what a named label stands for, without making it known to others.
    ///
    /// @throws RelocationException if it has no name
    public Label type(Label label, SymbolType type) {
        own(label);
        if (label.name() == null || label.base() != label) {
            throw new RelocationException(label + " has no name that others could know it by");
        }
        label.own().type = type;
        return label;
    }

    /// The next place of the local label of that number: `1f` of assemblers.
    public Label forward(int number) {
        return unit.locals.forward(number);
    }

    /// The last place of the local label of that number: `1b` of assemblers.
    ///
    /// @throws RelocationException if it had none
    public Label backward(int number) {
        return unit.locals.backward(number);
    }

    /// Gives the local label of that number one more place, here: `1:` of assemblers.
    public void bind(int number) {
        bind(unit.locals.here(number));
    }

    /// Gives the label the current position as its place, and resolves what waited for it.
    ///
    /// @throws RelocationException if it has a place already, is external, is another buffer's, or a fixup that
    ///     waited
    ///     for it can't reach
    public void bind(Label label) {
        own(label);
        if (label.offset != Label.UNBOUND) {
            throw notToBeBound(label);
        }
        if (islands != null && patch == null && islands.mayStandHere()) {
            islands.makeRoomForPlace(label);
        }
        label.offset = position;
        label.home = this;
        if (movable) {
            if (!alignments.isEmpty()) {
                label.own().paddings = alignments.size();
            }
        } else {
            resolve(label);
        }
    }

    private static RelocationException notToBeBound(Label label) {
        return new RelocationException(label
                + switch (label.offset) {
                    case Label.EXTERNAL -> " is external";
                    case Label.DERIVED -> " is a place relative to a label, and can't be bound itself";
                    default -> " is bound already, at offset 0x" + Integer.toHexString(label.offset);
                });
    }

    private void resolve(Label label) {
        int kept = -1;
        for (int i = label.pending; i >= 0; ) {
            int following = fixups.next[i];
            FixupKind fixup = fixups.kinds[i];
            settled(i);
            if (!fixups.isLive(i)) {
                fixups.release(i);
            } else if (fixups.sections[i] == this && isSettledHere(fixup)) {
                int offset = fixups.offsets[i];
                fixup.apply(bytes, offset, label.offset, fixups.addends[i], offset, label);
                fixups.release(i);
            } else {
                fixups.next[i] = kept;
                kept = i;
            }
            i = following;
        }
        label.pending = kept;
    }

    /// Whether a distance in this section is all that the kind takes: not the label's type, told later perhaps.
    private static boolean isSettledHere(FixupKind fixup) {
        return fixup.positionIndependent() && !fixup.carriesT();
    }

    /// Tells the islands that a fixup no longer waits for its label's place.
    private void settled(int i) {
        Islands watching = fixups.sections[i].islands;
        if (watching != null && fixups.isLive(i)) {
            watching.settled(fixups.kinds[i], fixups.labels[i]);
        }
    }

    /// Whether the distance from here to the label is known for good: the label is bound in this section, and
    /// nothing will move. An assembler may then choose an encoding by it.
    ///
    /// @throws RelocationException if the label is another buffer's or from before a reset
    public boolean knows(Label label) {
        own(label);
        return !movable && (label.home == this || label.base().home == this && !label.isIndirect());
    }

    /// Bytes from here to a label that is bound; negative if it stands before.
    ///
    /// @throws RelocationException if the label has no place yet, or is another buffer's or from before a reset
    public long distanceTo(Label label) {
        own(label);
        return label.base().offset() + label.distance() - position;
    }

    /// Asks that the bytes at `offset` be patched to refer to `label + addend`. Done at once if it can be; else
    /// when the label is bound or the image is linked. The bytes must have been written.
    ///
    /// @throws RelocationException if the label is another buffer's, or bound and out of the kind's range
    public void fixup(FixupKind fixup, int offset, Label label, long addend) {
        own(label);
        if (offset < 0 || offset + fixup.bytes() > position) {
            throw new RelocationException("%s patches offsets 0x%x to 0x%x, but 0x%x bytes are written"
                    .formatted(fixup, offset, offset + fixup.bytes() - 1, position));
        }
        if (label.home == this && !movable && isSettledHere(fixup)) {
            if (islands == null || patch != null || !islands.rewrite(fixup, offset, label, addend)) {
                fixup.apply(bytes, offset, label.offset, addend, offset, label);
            }
        } else if (label.offset == Label.DERIVED) {
            fixup(label.kind(fixup), offset, label.base(), addend + label.distance());
        } else {
            int added = fixups.add(fixup, this, offset, label, addend);
            if (islands != null && label.offset == Label.UNBOUND) {
                islands.watch(added);
                if (patch == null) {
                    limit = Math.min(limit, islands.limit());
                }
            }
        }
    }

    /// The label of a constant that is placed behind the code that uses it: before the range of the first use
    /// runs out, with [BufferOption#EXTENDED_REACH]; else at the next [#pool()] or the code's end. Constants of
    /// the same value that wait together are one.
    ///
    /// @param size 4 or 8 bytes
    /// @throws RelocationException if the value does not fit, or this is no section of code
    public Label literal(int size, long value) {
        if (size != 4 && size != 8 || size == 4 && (value < Integer.MIN_VALUE || value > 0xFFFF_FFFFL)) {
            throw new RelocationException("a literal of %d bytes can't hold %d: 4 bytes hold %d to %d, 8 any number"
                    .formatted(size, value, Integer.MIN_VALUE, 0xFFFF_FFFFL));
        }
        return ownLiterals().number(size, size == 4 ? (int) value : value, 0);
    }

    /// The label of a constant of sixteen bytes, as by [#literal(int, long)].
    ///
    /// @param low the eight bytes that come first
    public Label literal128(long low, long high) {
        return ownLiterals().number(LiteralPool.LARGEST, low, high);
    }

    /// The label of a constant that holds a label's address, as by [#literal(int, long)].
    public Label literal(Label address) {
        own(address);
        return ownLiterals().address(machine.pointerBytes(), address);
    }

    private LiteralPool ownLiterals() {
        if (kind != SectionKind.TEXT) {
            throw new RelocationException("literals stand among code, not in " + kind);
        }
        if (islands != null && patch == null) {
            islands.makeRoomForLoad(LARGEST_RESERVATION);
        }
        return literals();
    }

    LiteralPool literals() {
        if (literals == null) {
            literals = new LiteralPool(this);
        }
        return literals;
    }

    /// Places the literals that wait, here. Code must not run into them.
    public void pool() {
        if (literals == null || literals.bytes() == 0) {
            return;
        }
        if (islands != null) {
            islands.pool();
        } else {
            literals.place();
        }
    }

    /// Announces a stretch of code or data of exactly that size: nothing is put into it, and no branch in it is
    /// rewritten.
    ///
    /// @param count its bytes
    public Exact exactly(int count) {
        checkStretch(count);
        if (islands != null && patch == null) {
            islands.holdExactly(count, !islands.mayStandHere());
            setLimit();
        }
        return new Exact(this, count);
    }

    /// Announces a block of instructions, of at most that size, that must follow each other directly: IT and VPT
    /// blocks. No island and no literal is put among them. A branch to a label must be the last one of them.
    ///
    /// @param count the most bytes that the block may have
    public void holdTogether(int count) {
        checkStretch(count);
        if (islands != null && patch == null) {
            islands.hold(count, !islands.mayStandHere());
            setLimit();
        }
    }

    private static void checkStretch(int count) {
        if (count < 0) {
            throw new RelocationException("a stretch has 0 bytes or more, not " + count);
        }
    }

    void difference(int offset, int size, Label plus, Label minus) {
        unit.differences.add(new LabelDifference(this, offset, size, plus, minus));
    }

    /// Checks that a label is this code's and not from before a reset.
    ///
    /// @throws RelocationException if not
    public void own(Label label) {
        if (label.generation != unit.generation) {
            throw new RelocationException(label
                    + (label.generation.unit() == unit
                            ? " is from before this code buffer was reset"
                            : " belongs to another code buffer"));
        }
    }

    /// Opens the bytes from `from` to before `to` for replacement, until the patch is closed.
    ///
    /// @throws RelocationException if there are no such bytes, or a patch is open
    public Patch patch(int from, int to) {
        if (patch != null) {
            throw new RelocationException("a patch is open already, of offset 0x%x".formatted(patch.from));
        }
        if (from < 0 || from > to || to > position || kind == SectionKind.BSS) {
            throw new RelocationException("no bytes at offsets 0x%x to 0x%x: %s has 0x%x"
                    .formatted(from, to - 1, kind, kind == SectionKind.BSS ? 0 : position));
        }
        if (alignments.stream().anyMatch(a -> a.offset() < to && a.offset() + a.padding() > from)) {
            throw new RelocationException("padding can't be replaced while branches are to be shortened");
        }
        int end = position;
        grow(2 * LARGEST_RESERVATION);
        fixups.forget(this, from, to);
        unit.differences.removeIf(d -> d.section() == this && d.offset() < to && d.offset() + d.bytes() > from);
        patch = new PatchRegion(from, to, Arrays.copyOfRange(bytes, to, to + 2 * LARGEST_RESERVATION));
        position = from;
        limit = to + LARGEST_RESERVATION;
        return new Patch(this, to, end);
    }

    void endPatch(int to, int end) {
        PatchRegion open = patch;
        if (open == null) {
            return;
        }
        int written = position;
        System.arraycopy(open.behind, 0, bytes, to, open.behind.length);
        if (written < to) {
            NoOps.fill(machine, bytes, written, to - written);
        }
        patch = null;
        position = end;
        if (islands != null) {
            islands.recount();
        }
        setLimit();
        if (written > to) {
            throw new RelocationException("the patch wrote 0x%x bytes over the 0x%x at offset 0x%x"
                    .formatted(written - open.from, to - open.from, open.from));
        }
    }

    /// The stretch that is being replaced, and the bytes behind it that stores may run over.
    private record PatchRegion(int from, int to, byte[] behind) {}

    /// Forgets the code, the labels and the fixups of all sections, and keeps the memory.
    public void reset() {
        unit.reset();
    }

    void clear() {
        position = 0;
        alignment = 1;
        patch = null;
        regions.clear();
        if (literals != null) {
            literals.clear();
        }
        if (islands != null) {
            islands.clear();
        }
        limit = bytes.length;
        alignments.clear();
    }

    /// The code as sections with symbols and relocations, as an object file holds it.
    ///
    /// @throws RelocationException if a label that is used has no place; the message names them all
    public ObjectCode toObject() {
        for (CodeBuffer section : unit.sections) {
            if (section.patch != null) {
                throw new RelocationException("a patch is open, of offset 0x%x".formatted(section.patch.from));
            }
            section.pool();
        }
        return new ObjectBuilder(unit).build();
    }

    /// The code as an immutable image, its sections in one piece.
    ///
    /// @throws RelocationException if a label that is used has no place; the message names them all
    public CodeImage toImage() {
        return ImageLayout.of(toObject());
    }
}
