package dev.touchstone.exec.host.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Held against a set of bits.
class FreeRangesTests {
    private static final int SIZE = 1 << 12;

    @Test
    void neverGivesOutAByteTwiceAndJoinsNeighbours() {
        Random random = new Random(1);
        FreeRanges ranges = new FreeRanges();
        BitSet free = new BitSet();
        TreeMap<Long, Long> taken = new TreeMap<>();
        ranges.give(0, SIZE);
        free.set(0, SIZE);
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(5) < 3) {
                long size = 1 + random.nextInt(100);
                long alignment = 1L << random.nextInt(7);
                long at = ranges.take(size, alignment);
                assertEquals(fits(free, size, alignment), at >= 0);
                if (at >= 0) {
                    assertEquals(0, at % alignment);
                    assertEquals(at + size, free.nextClearBit((int) at) < at + size ? -1 : at + size);
                    free.clear((int) at, (int) (at + size));
                    taken.put(at, size);
                }
            } else if (!taken.isEmpty()) {
                Map.Entry<Long, Long> one = taken.ceilingEntry((long) random.nextInt(SIZE));
                one = one == null ? taken.firstEntry() : one;
                ranges.give(one.getKey(), one.getValue());
                free.set((int) (long) one.getKey(), (int) (one.getKey() + one.getValue()));
                taken.remove(one.getKey());
            }
            assertEquals(free.cardinality(), ranges.bytes());
            assertEquals(runs(free), ranges.count());
        }
        taken.forEach(ranges::give);
        assertEquals(1, ranges.count());
        assertEquals(0, ranges.take(SIZE, 1));
        assertTrue(ranges.take(1, 1) < 0);
    }

    private static boolean fits(BitSet free, long size, long alignment) {
        for (int at = 0; at + size <= SIZE; at += (int) alignment) {
            if (free.nextClearBit(at) >= at + size) {
                return true;
            }
        }
        return false;
    }

    private static int runs(BitSet free) {
        int runs = 0;
        for (int at = free.nextSetBit(0); at >= 0; at = free.nextSetBit(free.nextClearBit(at))) {
            runs++;
        }
        return runs;
    }
}
