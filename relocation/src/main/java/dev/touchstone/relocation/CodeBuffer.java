package dev.touchstone.relocation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Code under construction: bytes, labels, and the fixups that wait for an address.
///
/// The hot path of an assembler is [#reserve(int)], stores into [#array()], [#commit(int)]. A buffer is used by
/// one thread at a time. [#reset()] keeps the memory for the next piece of code.
public final class CodeBuffer {
    private static final int FIRST_CAPACITY = 4096;
    private static final int FIRST_FIXUPS = 64;

    private final Machine machine;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int position;
    private int epoch;
    private @Nullable Map<String, Label> named;

    // The pending fixups, a record at each index; a free record is chained through next.
    private FixupKind[] kinds = new FixupKind[FIRST_FIXUPS];
    private int[] offsets = new int[FIRST_FIXUPS];
    private Label[] labels = new Label[FIRST_FIXUPS];
    private long[] addends = new long[FIRST_FIXUPS];
    private int[] next = new int[FIRST_FIXUPS];
    private int fixupCount;
    private int freeFixup = -1;
    private int unresolved;

    public CodeBuffer(Machine machine) {
        this.machine = machine;
    }

    public Machine machine() {
        return machine;
    }

    /// Bytes written so far; the offset of the next one.
    public int position() {
        return position;
    }

    /// Makes room for `count` more bytes and returns the position. The array may be a new one afterwards.
    public int reserve(int count) {
        if (bytes.length - position < count) {
            grow(count);
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

    private void grow(int count) {
        long wanted = Math.max((long) bytes.length * 2, (long) position + count);
        if ((long) position + count > Integer.MAX_VALUE - 8) {
            throw new RelocationException("a code buffer holds at most 2 GiB");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
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

    public void put(byte[] data) {
        int p = reserve(data.length);
        System.arraycopy(data, 0, bytes, p, data.length);
        position = p + data.length;
    }

    /// A new anonymous label without a place.
    public Label newLabel() {
        return new Label(this, epoch, null, Label.UNBOUND);
    }

    /// The global label of that name, made at the first call.
    public Label label(String name) {
        return names().computeIfAbsent(name, n -> new Label(this, epoch, n, Label.UNBOUND));
    }

    /// The label of a symbol that stands outside of this code; its address is given when the image is linked.
    public Label external(String name) {
        Label label = label(name);
        if (label.offset >= 0) {
            throw new RelocationException(label + " is bound here, so it is not external");
        }
        label.offset = Label.EXTERNAL;
        return label;
    }

    private Map<String, Label> names() {
        if (named == null) {
            named = new LinkedHashMap<>();
        }
        return named;
    }

    /// Gives the label the current position as its place, and resolves what waited for it.
    ///
    /// @throws RelocationException if it has a place already, is external, is another buffer's, or a fixup
    ///     that waited for it can't reach
    public void bind(Label label) {
        own(label);
        if (label.offset != Label.UNBOUND) {
            throw new RelocationException(label
                    + (label.offset == Label.EXTERNAL
                            ? " is external"
                            : " is bound already, at offset 0x" + Integer.toHexString(label.offset)));
        }
        label.offset = position;
        resolve(label);
    }

    private void resolve(Label label) {
        int kept = -1;
        for (int i = label.pending; i >= 0; ) {
            int following = next[i];
            if (kinds[i].positionIndependent()) {
                kinds[i].apply(bytes, offsets[i], label.offset, addends[i], offsets[i], label);
                release(i);
            } else {
                next[i] = kept;
                kept = i;
            }
            i = following;
        }
        label.pending = kept;
    }

    private void release(int i) {
        next[i] = freeFixup;
        offsets[i] = -1;
        freeFixup = i;
        unresolved--;
    }

    /// Asks that the bytes at `offset` be patched to refer to `label + addend`. Done at once if it can be; else
    /// when the label is bound or the image is linked. The bytes must have been written.
    ///
    /// @throws RelocationException if the label is another buffer's, or bound and out of the kind's range
    public void fixup(FixupKind kind, int offset, Label label, long addend) {
        own(label);
        if (offset < 0 || offset + kind.bytes() > position) {
            throw new RelocationException("%s patches offsets 0x%x to 0x%x, but 0x%x bytes are written"
                    .formatted(kind, offset, offset + kind.bytes() - 1, position));
        }
        if (label.offset >= 0 && kind.positionIndependent()) {
            kind.apply(bytes, offset, label.offset, addend, offset, label);
            return;
        }
        int i = freeFixup;
        if (i >= 0) {
            freeFixup = next[i];
        } else {
            i = fixupCount++;
            if (i == kinds.length) {
                growFixups();
            }
        }
        kinds[i] = kind;
        offsets[i] = offset;
        labels[i] = label;
        addends[i] = addend;
        next[i] = label.pending;
        label.pending = i;
        unresolved++;
    }

    private void growFixups() {
        int size = kinds.length * 2;
        kinds = Arrays.copyOf(kinds, size);
        offsets = Arrays.copyOf(offsets, size);
        labels = Arrays.copyOf(labels, size);
        addends = Arrays.copyOf(addends, size);
        next = Arrays.copyOf(next, size);
    }

    /// Checks that a label is this buffer's and not from before a reset.
    ///
    /// @throws RelocationException if not
    public void own(Label label) {
        if (label.owner != this) {
            throw new RelocationException(label + " belongs to another code buffer");
        }
        if (label.epoch != epoch) {
            throw new RelocationException(label + " is from before this code buffer was reset");
        }
    }

    /// Forgets the code, the labels and the fixups, and keeps the memory.
    public void reset() {
        position = 0;
        epoch++;
        named = null;
        Arrays.fill(labels, 0, fixupCount, null);
        fixupCount = 0;
        freeFixup = -1;
        unresolved = 0;
    }

    /// The code as an immutable image.
    ///
    /// @throws RelocationException if a label that is used has no place; the message names them all
    public CodeImage toImage() {
        List<Relocation> relocations = new ArrayList<>(unresolved);
        List<String> unbound = new ArrayList<>();
        for (int i = 0; i < fixupCount; i++) {
            if (offsets[i] < 0) {
                continue;
            }
            Label label = labels[i];
            if (label.offset == Label.UNBOUND) {
                unbound.add("%s (used by %s at offset 0x%x)".formatted(label, kinds[i], offsets[i]));
            } else {
                String symbol = label.offset == Label.EXTERNAL ? label.name : null;
                relocations.add(new Relocation(kinds[i], offsets[i], symbol, Math.max(label.offset, 0), addends[i]));
            }
        }
        if (!unbound.isEmpty()) {
            throw new RelocationException("not bound: " + String.join(", ", unbound));
        }
        Map<String, Integer> symbols = new LinkedHashMap<>();
        if (named != null) {
            named.values().stream().filter(Label::isBound).forEach(l -> symbols.put(String.valueOf(l.name), l.offset));
        }
        relocations.sort((a, b) -> Integer.compare(a.offset(), b.offset()));
        return new CodeImage(machine, Arrays.copyOf(bytes, position), symbols, relocations);
    }
}
