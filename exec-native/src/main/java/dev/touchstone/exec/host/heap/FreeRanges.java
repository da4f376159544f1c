package dev.touchstone.exec.host.heap;

import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Ranges that were given back, by place and by size. Neighbours become one. Not for several threads at once.
final class FreeRanges {
    private record Range(long size, long offset) implements Comparable<Range> {
        @Override
        public int compareTo(Range other) {
            int bySize = Long.compare(size, other.size);
            return bySize != 0 ? bySize : Long.compare(offset, other.offset);
        }
    }

    private final TreeMap<Long, Long> byOffset = new TreeMap<>();
    private final NavigableSet<Range> bySize = new TreeSet<>();

    /// Takes the smallest range that fits, and gives back what is left of it.
    ///
    /// @param alignment a power of two
    /// @return the offset, or -1 if none fits
    long take(long size, long alignment) {
        for (Range range : bySize.tailSet(new Range(size, 0), true)) {
            long start = range.offset + alignment - 1 & -alignment;
            long end = range.offset + range.size;
            if (start + size <= end) {
                remove(range);
                put(range.offset, start - range.offset);
                put(start + size, end - start - size);
                return start;
            }
        }
        return -1;
    }

    /// Gives a range back.
    void give(long offset, long size) {
        long start = offset;
        long end = offset + size;
        Map.Entry<Long, Long> before = byOffset.lowerEntry(offset);
        if (before != null && before.getKey() + before.getValue() == start) {
            start = before.getKey();
            remove(new Range(before.getValue(), start));
        }
        Long behind = byOffset.get(end);
        if (behind != null) {
            remove(new Range(behind, end));
            end += behind;
        }
        put(start, end - start);
    }

    /// How many there are.
    int count() {
        return byOffset.size();
    }

    /// Bytes of all.
    long bytes() {
        return byOffset.values().stream().mapToLong(Long::longValue).sum();
    }

    private void put(long offset, long size) {
        if (size > 0) {
            byOffset.put(offset, size);
            bySize.add(new Range(size, offset));
        }
    }

    private void remove(Range range) {
        byOffset.remove(range.offset);
        bySize.remove(range);
    }
}
