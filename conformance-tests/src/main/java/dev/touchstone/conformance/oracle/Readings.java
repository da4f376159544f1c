package dev.touchstone.conformance.oracle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The texts that an oracle reads in many pieces of code, kept in one array: none is an object of its own. Reused
/// from batch to batch; for one thread.
public final class Readings {
    private byte[] texts = new byte[1 << 16];
    private int used;
    private int[] starts = {};
    private int[] ends = {};
    private byte[] readers = {};
    private byte reader;
    private int pieces;

    /// Forgets all texts.
    ///
    /// @param count of the pieces to come
    public void reset(int count) {
        if (starts.length < count) {
            starts = new int[count];
            ends = new int[count];
            readers = new byte[count];
        }
        Arrays.fill(ends, 0, count, 0);
        Arrays.fill(starts, 0, count, 0);
        pieces = count;
        used = 0;
        reader = 0;
    }

    /// How many pieces of code there are.
    public int pieces() {
        return pieces;
    }

    /// Which of the oracle's readers puts the texts that follow; 0 if it has but one.
    public void from(int number) {
        reader = (byte) number;
    }

    /// Which of the oracle's readers read the piece.
    public int reader(int piece) {
        return readers[piece];
    }

    /// Keeps a piece's text, in ASCII.
    public void put(int piece, byte[] text, int from, int length) {
        if (texts.length - used < length) {
            texts = Arrays.copyOf(texts, Math.max(texts.length * 2, used + length));
        }
        System.arraycopy(text, from, texts, used, length);
        starts[piece] = used;
        used += length;
        ends[piece] = used;
        readers[piece] = reader;
    }

    /// Whether the oracle read the piece.
    public boolean isRead(int piece) {
        return ends[piece] > starts[piece];
    }

    /// All texts; that of a piece stands from [#start] to [#end].
    public byte[] texts() {
        return texts;
    }

    public int start(int piece) {
        return starts[piece];
    }

    public int end(int piece) {
        return ends[piece];
    }

    /// The piece's text; empty if the oracle did not read it.
    public String text(int piece) {
        return new String(texts, starts[piece], ends[piece] - starts[piece], StandardCharsets.US_ASCII);
    }
}
