package dev.touchstone.relocation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The shortest forms of a section's branches: all begin short, and those that don't reach grow, until all do.
///
/// In each round the section is laid out anew, paddings too. Growing one branch may put another one out of
/// reach, so that rounds may follow each other for long; after [#ROUNDS] of them every branch becomes long that
/// any growth of the others could put out of reach. So the cost is linear.
final class ShortBranches {
    /// Rounds that look at each branch by itself. Compilers' code needs less than ten.
    private static final int ROUNDS = 64;

    private static final int NOT_SHORTENED = -1;

    private final CodeBuffer section;
    private final PendingFixups fixups;

    /// The parts that may change their size, in order: branches and paddings. Of each its old offset and size.
    private int count;

    private int[] offsets = new int[64];
    private int[] sizes = new int[64];
    /// The size now.
    private int[] newSizes = new int[64];
    /// Of a branch the index of its fixup, of a padding -1 less the index of its alignment.
    private int[] sources = new int[64];
    /// Of a branch its row.
    private @Nullable Relaxation[] rows = new Relaxation[64];
    /// Of a branch the parts before its target.
    private int[] targets = new int[64];
    /// By how much what stands behind the first parts has moved.
    private int[] moves = new int[0];

    private final int[] partOfFixup;

    private ShortBranches(CodeBuffer section) {
        this.section = section;
        this.fixups = section.unit().fixups;
        this.partOfFixup = new int[fixups.count()];
        Arrays.fill(partOfFixup, NOT_SHORTENED);
    }

    /// The section with its branches as short as they can be, or null if it has no branch that has a short form.
    static @Nullable ShortBranches find(CodeBuffer section) {
        long[] branches = branches(section);
        if (branches.length == 0) {
            return null;
        }
        ShortBranches layout = new ShortBranches(section);
        layout.takeParts(branches);
        layout.settle();
        return layout;
    }

    /// The fixups of branches that may be short, by offset: the offset above the index.
    private static long[] branches(CodeBuffer section) {
        PendingFixups fixups = section.unit().fixups;
        Relaxations rows = Relaxations.of(section.machine());
        CodeRegions regions = section.regions();
        long[] found = new long[fixups.count()];
        int count = 0;
        for (int i = 0; i < fixups.count(); i++) {
            if (fixups.isLive(i)
                    && fixups.sections[i] == section
                    && fixups.labels[i].home == section
                    && rows.find(fixups.kinds[i], section.array(), fixups.offsets[i]) != null
                    && !regions.isData(fixups.offsets[i])) {
                found[count++] = (long) fixups.offsets[i] << 32 | i;
            }
        }
        long[] sorted = Arrays.copyOf(found, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private void takeParts(long[] branches) {
        List<Alignment> alignments = section.alignments();
        Relaxations table = Relaxations.of(section.machine());
        int next = 0;
        for (long branch : branches) {
            int fixup = (int) branch;
            Relaxation row = table.find(fixups.kinds[fixup], section.array(), fixups.offsets[fixup]);
            if (row == null) {
                continue;
            }
            int start = fixups.offsets[fixup] - row.longCode().bytes();
            for (; next < alignments.size() && alignments.get(next).offset() <= start; next++) {
                padding(next, alignments.get(next));
            }
            add(start, row.longBytes(), row.shortBytes(), fixup, row);
            partOfFixup[fixup] = count - 1;
        }
        for (; next < alignments.size(); next++) {
            padding(next, alignments.get(next));
        }
        moves = new int[count + 1];
        for (int i = 0; i < count; i++) {
            if (rows[i] != null) {
                targets[i] = partsBefore(fixups.labels[sources[i]]);
            }
        }
    }

    private void padding(int index, Alignment alignment) {
        add(alignment.offset(), alignment.padding(), alignment.padding(), -1 - index, null);
    }

    private void add(int offset, int size, int newSize, int source, @Nullable Relaxation row) {
        if (count == offsets.length) {
            int more = count * 2;
            offsets = Arrays.copyOf(offsets, more);
            sizes = Arrays.copyOf(sizes, more);
            newSizes = Arrays.copyOf(newSizes, more);
            sources = Arrays.copyOf(sources, more);
            rows = Arrays.copyOf(rows, more);
            targets = Arrays.copyOf(targets, more);
        }
        offsets[count] = offset;
        sizes[count] = size;
        newSizes[count] = newSize;
        sources[count] = source;
        rows[count] = row;
        count++;
    }

    /// The parts before a label: the branches, and the paddings that were written before it was bound.
    private int partsBefore(Label label) {
        int part = partsBefore(label.offset);
        while (part < count && sources[part] < 0 && -1 - sources[part] < label.details().paddings) {
            part++;
        }
        return part;
    }

    /// The parts that begin before an offset.
    private int partsBefore(int offset) {
        int found = Arrays.binarySearch(offsets, 0, count, offset);
        if (found < 0) {
            return -1 - found;
        }
        while (found > 0 && offsets[found - 1] == offset) {
            found--;
        }
        return found;
    }

    private void settle() {
        for (int round = 0; round < ROUNDS; round++) {
            layOut();
            if (!growThoseOutOfReach()) {
                return;
            }
        }
        layOut();
        growDoubtfulOnes();
        layOut();
    }

    private void layOut() {
        int move = 0;
        for (int i = 0; i < count; i++) {
            moves[i] = move;
            if (sources[i] < 0) {
                newSizes[i] = -(offsets[i] + move) & multiple(i) - 1;
            }
            move += newSizes[i] - sizes[i];
        }
        moves[count] = move;
    }

    private int multiple(int part) {
        return section.alignments().get(-1 - sources[part]).multiple();
    }

    private boolean growThoseOutOfReach() {
        boolean grown = false;
        for (int i = 0; i < count; i++) {
            Relaxation row = rows[i];
            if (row != null && newSizes[i] < sizes[i] && !reaches(row, distance(i, row), 0)) {
                newSizes[i] = sizes[i];
                grown = true;
            }
        }
        return grown;
    }

    private static boolean reaches(Relaxation row, long value, long doubt) {
        FixupKind kind = row.shortKind();
        return value - doubt >= kind.minimum() && value + doubt <= kind.maximum();
    }

    /// The value of a short branch's field.
    private long distance(int part, Relaxation row) {
        int fixup = sources[part];
        long s = fixups.labels[fixup].offset + moves[targets[part]];
        long p = offsets[part] + moves[part] + row.shortCode().bytes();
        return row.shortKind().value(s, row.shortAddend(fixups.addends[fixup]), p);
    }

    /// Grows each branch that growth of others or other paddings could put out of reach.
    private void growDoubtfulOnes() {
        long[] doubts = new long[count + 1];
        for (int i = 0; i < count; i++) {
            doubts[i + 1] = doubts[i] + (sources[i] < 0 ? multiple(i) - 1 : sizes[i] - newSizes[i]);
        }
        for (int i = 0; i < count; i++) {
            Relaxation row = rows[i];
            if (row != null && newSizes[i] < sizes[i]) {
                long between = Math.abs(doubts[targets[i]] - doubts[i]);
                if (!reaches(row, distance(i, row), between)) {
                    newSizes[i] = sizes[i];
                }
            }
        }
    }

    int moved(Label label) {
        return label.offset + moves[partsBefore(label)];
    }

    /// Where the byte at that offset went; it is none of a branch that was shortened.
    int movedByte(int offset) {
        return offset + moves[partsBefore(offset + 1)];
    }

    @Nullable
    Relaxation shortened(int fixup) {
        int part = partOfFixup[fixup];
        return part == NOT_SHORTENED || newSizes[part] == sizes[part] ? null : rows[part];
    }

    /// The offset of a shortened branch's field.
    int shortField(int fixup) {
        int part = partOfFixup[fixup];
        Relaxation row = rows[part];
        return offsets[part] + moves[part] + (row == null ? 0 : row.shortCode().bytes());
    }

    byte[] toBytes() {
        byte[] from = section.array();
        byte[] to = new byte[section.position() + moves[count]];
        int copied = 0;
        for (int i = 0; i < count; i++) {
            Relaxation row = rows[i];
            if (newSizes[i] == sizes[i] && row != null) {
                continue;
            }
            System.arraycopy(from, copied, to, copied + moves[i], offsets[i] - copied);
            copied = offsets[i] + sizes[i];
            int at = offsets[i] + moves[i];
            if (row != null) {
                row.shortCode().write(to, at, from[offsets[i] + row.longCode().bytes() - 1]);
            } else if (!section.alignments().get(-1 - sources[i]).data()) {
                NoOps.fill(section.machine(), to, at, newSizes[i]);
            }
        }
        System.arraycopy(from, copied, to, copied + moves[count], section.position() - copied);
        return to;
    }

    /// Where code becomes data and data code, in the end.
    int[] turns() {
        int[] turns = section.regions().toArray();
        for (int i = 0; i < turns.length; i++) {
            boolean toData = i % 2 == 0;
            int part = partsBefore(turns[i]);
            while (part < count && offsets[part] == turns[i] && isPadding(part, !toData)) {
                part++;
            }
            turns[i] += moves[part];
        }
        return turns;
    }

    private boolean isPadding(int part, boolean data) {
        return sources[part] < 0 && section.alignments().get(-1 - sources[part]).data() == data;
    }
}
