package dev.touchstone.relocation.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads a file's numbers and names in order. Whatever is not there is an error at its offset.
final class ImageCursor {
    private final ByteBuffer bytes;
    private final int end;

    /// @param end of what may be read
    ImageCursor(byte[] file, int start, int end) {
        this.bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(start);
        this.end = end;
    }

    int position() {
        return bytes.position();
    }

    int left() {
        return end - bytes.position();
    }

    private void need(int count, String what) throws ImageFormatException {
        if (left() < count) {
            throw new ImageFormatException(
                    position(), "%s takes %d bytes, but %d are left".formatted(what, count, left()));
        }
    }

    void skip(int count) throws ImageFormatException {
        need(count, "what follows");
        bytes.position(bytes.position() + count);
    }

    int u8(String what) throws ImageFormatException {
        need(1, what);
        return bytes.get() & 0xFF;
    }

    int u16(String what) throws ImageFormatException {
        need(2, what);
        return bytes.getShort() & 0xFFFF;
    }

    long u32(String what) throws ImageFormatException {
        need(4, what);
        return bytes.getInt() & 0xFFFF_FFFFL;
    }

    long s64(String what) throws ImageFormatException {
        need(8, what);
        return bytes.getLong();
    }

    void bytes(byte[] into, int at, int count) throws ImageFormatException {
        need(count, "a section");
        bytes.get(into, at, count);
    }

    byte[] bytes(int count, String what) throws ImageFormatException {
        need(count, what);
        byte[] read = new byte[count];
        bytes.get(read);
        return read;
    }

    /// A number of at most `most`.
    int atMost(long most, String what) throws ImageFormatException {
        int at = position();
        long value = u32(what);
        if (value > most) {
            throw new ImageFormatException(at, "%s is 0x%x; allowed are 0 to 0x%x".formatted(what, value, most));
        }
        return (int) value;
    }

    /// A number of records that follow, each of at least `least` bytes.
    int count(int least, String what) throws ImageFormatException {
        int at = position();
        long count = u32("the number of " + what);
        if (count > left() / least) {
            throw new ImageFormatException(
                    at, "%d %s of %d bytes or more do not fit into the %d left".formatted(count, what, least, left()));
        }
        return (int) count;
    }

    void zero(int count, String what) throws ImageFormatException {
        int at = position();
        for (byte b : bytes(count, what)) {
            if (b != 0) {
                throw new ImageFormatException(at, "%s is 0x%x; allowed is 0".formatted(what, b & 0xFF));
            }
            at++;
        }
    }

    /// ASCII in a field of fixed width, zeros behind it.
    String padded(int width, String what) throws ImageFormatException {
        int at = position();
        byte[] field = bytes(width, what);
        int length = width;
        while (length > 0 && field[length - 1] == 0) {
            length--;
        }
        for (int i = 0; i < length; i++) {
            if (field[i] <= ' ' || field[i] > '~') {
                throw new ImageFormatException(
                        at + i, "%s has the byte 0x%x; allowed are ASCII letters".formatted(what, field[i] & 0xFF));
            }
        }
        return new String(Arrays.copyOf(field, length), StandardCharsets.US_ASCII);
    }

    String name(String what) throws ImageFormatException {
        int length = u16("the length of " + what);
        int at = position();
        if (length == 0) {
            throw new ImageFormatException(at - 2, what + " has no letters; allowed are 1 to 65535 bytes");
        }
        need(length, what);
        ByteBuffer field = bytes.slice(at, length);
        bytes.position(at + length);
        String name;
        try {
            name = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(field)
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ImageFormatException(at, what + " is not UTF-8");
        }
        int control = 0;
        while (control < name.length() && !Character.isISOControl(name.charAt(control))) {
            control++;
        }
        if (control < name.length()) {
            throw new ImageFormatException(
                    at, "%s has the control character U+%04X; allowed are all others".formatted(what, (int)
                                    name.charAt(control)));
        }
        return name;
    }
}
