package dev.touchstone.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// An encoded instruction taken apart as its manual draws it: parts of one byte and more in the order of memory,
/// each with its bit fields.
///
/// @param parts without gaps
public record EncodingLayout(List<Part> parts) {
    public EncodingLayout {
        parts = List.copyOf(parts);
    }

    /// Bytes that are drawn as one box: an Arm word, a ModRM byte, a displacement.
    ///
    /// @param name as the manual calls it
    /// @param offset of its first byte from the start of the instruction
    /// @param length in bytes, 1 to 8
    /// @param value the bytes as a little-endian number
    /// @param fields msb first, without gaps; empty if the part is one number
    public record Part(String name, int offset, int length, long value, List<Field> fields) {
        public Part {
            fields = List.copyOf(fields);
        }

        /// The part of `code` from `start + offset` on.
        public static Part of(String name, byte[] code, int start, int offset, int length) {
            long value = 0;
            for (int i = 0; i < length; i++) {
                value |= (code[start + offset + i] & 0xFFL) << 8 * i;
            }
            return new Part(name, offset, length, value, List.of());
        }

        /// The same part with a field for each word of a diagram, msb first: `mod:2 reg:3 rm:3`, where a word
        /// without a width is one bit and a word of bits is fixed.
        ///
        /// @throws IllegalArgumentException if the widths don't add up to the part's
        public Part drawn(String diagram) {
            List<Field> drawn = new ArrayList<>();
            int low = 8 * length;
            for (String word : diagram.split(" ")) {
                boolean fixed = word.charAt(0) == '0' || word.charAt(0) == '1';
                int colon = word.indexOf(':');
                int width = fixed ? word.length() : colon < 0 ? 1 : Integer.parseInt(word.substring(colon + 1));
                low -= width;
                drawn.add(Field.of(fixed ? "" : colon < 0 ? word : word.substring(0, colon), low, width, value));
            }
            if (low != 0) {
                throw new IllegalArgumentException(
                        "\"" + diagram + "\" has " + (8 * length - low) + " bits, the part " + name + " " + 8 * length);
            }
            return new Part(name, offset, length, value, drawn);
        }
    }

    /// Neighbouring bits of a part.
    ///
    /// @param name as the manual calls it; empty for bits that the encoding fixes
    /// @param low the lowest bit in the part's value
    /// @param width in bits
    /// @param value the field's own
    public record Field(String name, int low, int width, long value) {
        /// The field of a part of that value.
        public static Field of(String name, int low, int width, long partValue) {
            return new Field(name, low, width, partValue >>> low & -1L >>> 64 - width);
        }
    }

    /// Bytes of which nothing is known: a part each.
    public static EncodingLayout plain(byte[] code, int offset, int length) {
        return new EncodingLayout(IntStream.range(0, length)
                .mapToObj(i -> Part.of("byte", code, offset, i, 1))
                .toList());
    }

    /// Bytes of the whole.
    public int length() {
        return parts.stream().mapToInt(Part::length).sum();
    }
}
