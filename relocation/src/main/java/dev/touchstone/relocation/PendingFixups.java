package dev.touchstone.relocation;

import java.util.Arrays;

/// The fixups that wait: for their label's place, or for the link. A record at each index of the arrays; those
/// that wait for the same label are chained through [#next], and so are the free ones.
final class PendingFixups {
    private static final int FIRST = 8;
    private static final int FREE = -1;
    /// Of a record that is done, but still in its label's chain.
    private static final int SETTLED = -2;

    FixupKind[] kinds = new FixupKind[FIRST];
    CodeBuffer[] sections = new CodeBuffer[FIRST];
    int[] offsets = new int[FIRST];
    Label[] labels = new Label[FIRST];
    long[] addends = new long[FIRST];
    int[] next = new int[FIRST];
    private int count;
    private int free = -1;

    /// Chains a record to its label and gives its index.
    int add(FixupKind kind, CodeBuffer section, int offset, Label label, long addend) {
        int i = free;
        if (i >= 0) {
            free = next[i];
        } else {
            i = count++;
            if (i == kinds.length) {
                grow();
            }
        }
        kinds[i] = kind;
        sections[i] = section;
        offsets[i] = offset;
        labels[i] = label;
        addends[i] = addend;
        next[i] = label.pending;
        label.pending = i;
        return i;
    }

    /// Records so far, live or free.
    int count() {
        return count;
    }

    boolean isLive(int i) {
        return offsets[i] >= 0;
    }

    /// Gives a record back; it must be out of its label's chain.
    void release(int i) {
        offsets[i] = FREE;
        next[i] = free;
        free = i;
    }

    /// Ends a record that is in its label's chain.
    void settle(int i) {
        offsets[i] = SETTLED;
    }

    /// Forgets a label's fixups of the bytes from `from` to `to` of a section.
    private void forget(Label label, CodeBuffer section, int from, int to) {
        int kept = -1;
        for (int i = label.pending; i >= 0; ) {
            int following = next[i];
            if (!isLive(i) || touches(i, section, from, to)) {
                release(i);
            } else {
                next[i] = kept;
                kept = i;
            }
            i = following;
        }
        label.pending = kept;
    }

    private boolean touches(int i, CodeBuffer section, int from, int to) {
        return sections[i] == section && offsets[i] < to && offsets[i] + kinds[i].bytes() > from;
    }

    /// Forgets every fixup that patches a byte from `from` to `to` of a section.
    void forget(CodeBuffer section, int from, int to) {
        for (int i = 0; i < count; i++) {
            if (isLive(i) && touches(i, section, from, to)) {
                forget(labels[i], section, from, to);
            }
        }
    }

    private void grow() {
        int size = kinds.length * 2;
        kinds = Arrays.copyOf(kinds, size);
        sections = Arrays.copyOf(sections, size);
        offsets = Arrays.copyOf(offsets, size);
        labels = Arrays.copyOf(labels, size);
        addends = Arrays.copyOf(addends, size);
        next = Arrays.copyOf(next, size);
    }

    void clear() {
        Arrays.fill(labels, 0, count, null);
        count = 0;
        free = -1;
    }
}
