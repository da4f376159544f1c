package dev.touchstone.relocation.object.io;

import dev.touchstone.relocation.RelocationException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes of a file under construction, numbers in little-endian order.
public final class LittleEndianOutput {
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private byte[] bytes = new byte[1024];
    private int size;

    /// Bytes so far.
    public int size() {
        return size;
    }

    private int room(int count) {
        if (count > LARGEST - size) {
            throw new RelocationException("an object file holds at most 2 GiB");
        }
        if (size + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(LARGEST, Math.max(2L * bytes.length, (long) size + count)));
        }
        int at = size;
        size += count;
        return at;
    }

    private LittleEndianOutput number(int count, long value) {
        int at = room(count);
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) (value >>> 8 * i);
        }
        return this;
    }

    public LittleEndianOutput u8(int value) {
        return number(1, value);
    }

    public LittleEndianOutput u16(int value) {
        return number(2, value);
    }

    public LittleEndianOutput u32(long value) {
        return number(4, value);
    }

    public LittleEndianOutput u64(long value) {
        return number(8, value);
    }

    /// Four or eight bytes.
    public LittleEndianOutput word(boolean wide, long value) {
        return number(wide ? 8 : 4, value);
    }

    public LittleEndianOutput bytes(byte[] more) {
        int at = room(more.length);
        System.arraycopy(more, 0, bytes, at, more.length);
        return this;
    }

    public LittleEndianOutput zeros(int count) {
        room(count);
        return this;
    }

    /// Zeros up to a multiple of a power of two.
    public LittleEndianOutput align(int multiple) {
        return zeros(-size & multiple - 1);
    }

    /// Text in UTF-8 in a field of so many bytes, the rest zeros.
    ///
    /// @throws RelocationException if it is longer than that
    public LittleEndianOutput field(int count, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > count) {
            throw new RelocationException("\"%s\" is longer than %d bytes".formatted(text, count));
        }
        return bytes(Arrays.copyOf(utf8, count));
    }

    /// Puts a number of four bytes in the place of those at `offset`.
    public void patch32(int offset, long value) {
        for (int i = 0; i < 4; i++) {
            bytes[offset + i] = (byte) (value >>> 8 * i);
        }
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }
}
