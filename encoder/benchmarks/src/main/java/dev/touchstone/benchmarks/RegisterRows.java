package dev.touchstone.benchmarks;

/// The registers of the emission mix: 256 rows of picks, the same on every set, drawn from a fixed generator.
///
/// A row is a, b, c, d, each 0 to 14, and u, v, w, each 0 to 15.
final class RegisterRows {
    static final int COUNT = 256;
    private static final int[] FIXED = {0, 1, 3, 6, 0, 1, 2};

    private RegisterRows() {}

    /// The rows that differ from block to block.
    static int[][] rotating() {
        int[][] rows = new int[COUNT][FIXED.length];
        int state = 12345;
        for (int[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                state = state * 1664525 + 1013904223;
                row[i] = (state >>> 16) % (i < 4 ? 15 : 16);
            }
        }
        return rows;
    }

    /// The same row everywhere.
    static int[][] fixed() {
        int[][] rows = new int[COUNT][];
        for (int i = 0; i < COUNT; i++) {
            rows[i] = FIXED.clone();
        }
        return rows;
    }
}
