package dev.touchstone.relocation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The pending fixups of one kind that a label ahead must come in reach of, oldest first.
final class ReachQueue {
    /// Its index among the queues, the shortest range first.
    final int rank;

    final ReachTable.Limited limited;
    /// Whether even the jump reaches no farther, so that only far code helps.
    final boolean isFar;
    /// Bytes that each of them may take in an island.
    final int veneerBytes;
    /// The most that one more fixup of this or a shorter range may take.
    final int largestEntry;

    /// Fixups that wait.
    int live;

    private final CodeBuffer code;
    private final PendingFixups fixups;
    /// Indices of the fixups, and their offsets; some have been resolved meanwhile.
    private int[] records = new int[16];

    private int[] offsets = new int[16];
    private int head;
    private int tail;

    ReachQueue(
            CodeBuffer code, int rank, ReachTable.Limited limited, boolean isFar, int veneerBytes, int largestEntry) {
        this.code = code;
        this.fixups = code.unit().fixups;
        this.rank = rank;
        this.limited = limited;
        this.isFar = isFar;
        this.veneerBytes = veneerBytes;
        this.largestEntry = largestEntry;
    }

    /// Part of the range: what is nearer to its end is dealt with when an island is made anyway.
    int guard() {
        return (int) Math.min(limited.kind().maximum() / 4, 1 << 20);
    }

    /// Part of the range that stays free where a label is bound or data begins, as nothing may come in between.
    int allowance() {
        return (int) Math.min(limited.kind().maximum() / 8, 1 << 12);
    }

    void add(int record) {
        if (tail == records.length) {
            makeRoom();
        }
        int offset = fixups.offsets[record];
        int at = tail++;
        for (; at > head && offsets[at - 1] > offset; at--) { // only in a patch
            offsets[at] = offsets[at - 1];
            records[at] = records[at - 1];
        }
        offsets[at] = offset;
        records[at] = record;
        live++;
    }

    private boolean waits(int i) {
        int record = records[i];
        return fixups.offsets[record] == offsets[i]
                && fixups.sections[record] == code
                && fixups.labels[record].offset == Label.UNBOUND;
    }

    private void makeRoom() {
        int count = compact();
        if (count > records.length / 2) {
            records = Arrays.copyOf(records, records.length * 2);
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
    }

    /// Drops those that no longer wait.
    private int compact() {
        int kept = 0;
        for (int i = head; i < tail; i++) {
            if (waits(i)) {
                records[kept] = records[i];
                offsets[kept++] = offsets[i];
            }
        }
        head = 0;
        tail = kept;
        return kept;
    }

    /// Counts anew, after fixups were forgotten.
    void recount() {
        live = compact();
    }

    /// The oldest fixup that waits, or -1.
    int oldest() {
        while (head < tail && !waits(head)) {
            head++;
        }
        return head == tail ? -1 : records[head];
    }

    /// The oldest fixup that waits for another label than this one, or -1.
    int oldestBut(@Nullable Label label) {
        int i = oldest() < 0 ? tail : head;
        while (i < tail && (fixups.labels[records[i]] == label || !waits(i))) {
            i++;
        }
        return i == tail ? -1 : records[i];
    }

    /// Takes the oldest one out.
    void removeOldest() {
        head++;
        live--;
    }

    void clear() {
        head = 0;
        tail = 0;
        live = 0;
    }
}
