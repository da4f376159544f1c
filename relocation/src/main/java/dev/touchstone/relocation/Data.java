package dev.touchstone.relocation;

import java.nio.charset.StandardCharsets;

/// Writes data into a section: numbers in little-endian order, text, addresses and distances of labels. Data in
/// the middle of code is marked as such for object files. Made by [CodeBuffer#data()].
public final class Data {
    private final CodeBuffer section;

    Data(CodeBuffer section) {
        this.section = section;
    }

    /// One byte.
    ///
    /// @throws RelocationException if the value is not in -128 to 255
    public Data u8(long value) {
        return number(1, value);
    }

    /// Two bytes.
    ///
    /// @throws RelocationException if the value is not in -32768 to 65535
    public Data u16(long value) {
        return number(2, value);
    }

    /// Four bytes.
    ///
    /// @throws RelocationException if the value is not in -2^31 to 2^32 - 1
    public Data u32(long value) {
        return number(4, value);
    }

    /// Eight bytes.
    public Data u64(long value) {
        return number(8, value);
    }

    /// A number of 1, 2, 4 or 8 bytes, signed or unsigned.
    ///
    /// @throws RelocationException if it does not fit
    public Data number(int bytes, long value) {
        int bits = 8 * bytes;
        if (bits < 64 && (value < -(1L << bits - 1) || value >= 1L << bits)) {
            throw new RelocationException("%d does not fit into %d bytes of data; allowed are %d to %d"
                    .formatted(value, bytes, -(1L << bits - 1), (1L << bits) - 1));
        }
        int at = section.room(bytes);
        for (int i = 0; i < bytes; i++) {
            section.array()[at + i] = (byte) (value >>> 8 * i);
        }
        section.commit(at + bytes);
        return this;
    }

    public Data bytes(byte... data) {
        int at = section.room(data.length);
        System.arraycopy(data, 0, section.array(), at, data.length);
        section.commit(at + data.length);
        return this;
    }

    /// Text in UTF-8, without an end mark.
    public Data ascii(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Text in UTF-8 and a zero byte.
    public Data asciz(String text) {
        return ascii(text).u8(0);
    }

    /// Zero bytes; the only thing that [SectionKind#BSS] takes.
    ///
    /// @throws RelocationException if `count` is negative, or more than a section holds
    public Data zeros(long count) {
        section.zeros(count);
        return this;
    }

    /// `count` times the same byte.
    public Data fill(int count, int value) {
        if (count < 0) {
            throw new RelocationException("a fill is of 0 bytes or more, not " + count);
        }
        int at = section.room(count);
        java.util.Arrays.fill(section.array(), at, at + count, (byte) value);
        section.commit(at + count);
        return this;
    }

    /// Goes on at the next multiple of `bytes`, a power of two, over zeros.
    public Data align(int bytes) {
        section.align(bytes, true);
        return this;
    }

    /// The label's address, in as many bytes as the machine's addresses have.
    public Data address(Label label) {
        return address(section.machine().pointerBytes(), label);
    }

    /// The label's address in 4 or 8 bytes.
    ///
    /// @throws RelocationException if the machine has no data relocation of that size
    public Data address(int bytes, Label label) {
        return labelled(DataKinds.absolute(section.machine(), bytes), label);
    }

    /// The distance from here to the label, in 1, 2, 4 or 8 bytes.
    ///
    /// @throws RelocationException if the machine has no data relocation of that size
    public Data relative(int bytes, Label label) {
        return labelled(DataKinds.relative(section.machine(), bytes), label);
    }

    /// The distance between two labels, `plus - minus`, in 1, 2, 4 or 8 bytes: an entry of a jump table.
    public Data difference(int bytes, Label plus, Label minus) {
        section.own(plus);
        section.own(minus);
        int at = section.position();
        number(bytes, 0);
        section.difference(at, bytes, plus, minus);
        return this;
    }

    private Data labelled(FixupKind kind, Label label) {
        section.own(label);
        int at = section.position();
        number(kind.bytes(), 0);
        section.fixup(kind, at, label, 0);
        return this;
    }
}
