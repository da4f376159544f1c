package dev.touchstone.relocation.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Changes of a good file: anywhere, and in the fields of its tables. Most of the time size and checksum are put
/// right again, so that what is behind them is reached.
final class ImageMutator {
    private static final long[] INTERESTING = {
        0,
        1,
        2,
        3,
        4,
        5,
        7,
        8,
        9,
        16,
        17,
        20,
        21,
        31,
        32,
        44,
        63,
        64,
        0x7F,
        0x80,
        0xFF,
        0x100,
        0x7FFF,
        0xFFFF,
        0x1_0000,
        0x10_0000,
        0x7FFF_FFFF,
        0x8000_0000L,
        0xFFFF_FFFFL,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1
    };

    private record Field(int at, int bytes) {}

    private final byte[] good;
    private RandomGenerator random = RandomGenerator.getDefault();
    private final List<Field> fields = new ArrayList<>();
    /// Where relocations begin, and where they end.
    private int relocationsAt;

    private int relocationsEnd;

    ImageMutator(byte[] good) {
        this.good = good;
        walk();
    }

    /// Finds the fields by the tables on the package's page.
    private void walk() {
        ByteBuffer file = ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN);
        add(8, 2, 2, 8, 4, 4, 4, 4, 4, 4);
        for (int i = 0; i < file.getInt(24); i++) {
            add(1, 1, 2, 8, 4);
        }
        for (int i = 0; i < file.getInt(28); i++) {
            add(4, 1, 1);
            name(file);
        }
        for (int i = 0; i < file.getInt(32) + file.getInt(36); i++) {
            name(file);
        }
        relocationsAt = end();
        for (int i = 0; i < file.getInt(40); i++) {
            add(4, 2, 2, 4, 8);
        }
        relocationsEnd = end();
    }

    private int end() {
        return fields.isEmpty() ? 0 : fields.getLast().at + fields.getLast().bytes;
    }

    private void add(int... widths) {
        for (int width : widths) {
            fields.add(new Field(end(), width));
        }
    }

    private void name(ByteBuffer file) {
        int length = file.getShort(end()) & 0xFFFF;
        add(2, length);
    }

    /// One mutated file, drawn with `from`.
    byte[] next(RandomGenerator from) {
        random = from;
        byte[] file = good.clone();
        for (int i = 1 + (random.nextInt(4) == 0 ? random.nextInt(3) : 0); i > 0; i--) {
            file = mutated(file);
        }
        if (random.nextInt(8) > 0) {
            if (random.nextInt(8) > 0 && file.length >= ImageFormat.FILE_SIZE_AT + 4) {
                put(file, ImageFormat.FILE_SIZE_AT, 4, file.length);
            }
            if (file.length >= 4) {
                put(file, file.length - 4, 4, ImageFormat.checksum(file, file.length - 4));
            }
        }
        return file;
    }

    private static void put(byte[] file, int at, int bytes, long value) {
        for (int i = 0; i < Math.min(bytes, 8) && at + i < file.length; i++) {
            file[at + i] = (byte) (value >>> 8 * i);
        }
    }

    private byte[] mutated(byte[] file) {
        if (file.length == 0) {
            return file;
        }
        int at = random.nextInt(file.length);
        int count = Math.min(file.length - at, 1 + random.nextInt(24));
        switch (random.nextInt(12)) {
            case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> file[at] = (byte) random.nextInt();
            case 2 -> {
                return Arrays.copyOf(file, random.nextBoolean() ? at : somewhere(file));
            }
            case 3 -> {
                return spliced(file, at, 0, random(count));
            }
            case 4 -> {
                return spliced(file, at, count, new byte[0]);
            }
            case 5 -> {
                return spliced(file, somewhere(file), 0, Arrays.copyOfRange(file, at, at + count));
            }
            case 6 -> swapRelocations(file);
            default -> set(file, fields.get(random.nextInt(fields.size())));
        }
        return file;
    }

    private int somewhere(byte[] file) {
        return Math.min(file.length, fields.get(random.nextInt(fields.size())).at);
    }

    private byte[] random(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] spliced(byte[] file, int at, int dropped, byte[] put) {
        byte[] result = Arrays.copyOf(file, file.length - dropped + put.length);
        System.arraycopy(put, 0, result, at, put.length);
        System.arraycopy(file, at + dropped, result, at + put.length, file.length - at - dropped);
        return result;
    }

    private void swapRelocations(byte[] file) {
        int count = (relocationsEnd - relocationsAt) / ImageFormat.RELOCATION_BYTES;
        if (count < 2 || relocationsEnd > file.length) {
            return;
        }
        int a = relocationsAt + random.nextInt(count) * ImageFormat.RELOCATION_BYTES;
        int b = relocationsAt + random.nextInt(count) * ImageFormat.RELOCATION_BYTES;
        byte[] kept = Arrays.copyOfRange(file, a, a + ImageFormat.RELOCATION_BYTES);
        System.arraycopy(file, b, file, a, ImageFormat.RELOCATION_BYTES);
        System.arraycopy(kept, 0, file, b, ImageFormat.RELOCATION_BYTES);
    }

    private void set(byte[] file, Field field) {
        if (field.at + field.bytes > file.length || field.bytes == 0) {
            return;
        }
        long now = 0;
        for (int i = 0; i < Math.min(8, field.bytes); i++) {
            now |= (file[field.at + i] & 0xFFL) << 8 * i;
        }
        long value = switch (random.nextInt(6)) {
            case 0 -> now + 1;
            case 1 -> now - 1;
            case 2 -> now ^ 1L << random.nextInt(8 * Math.min(8, field.bytes));
            case 3 -> random.nextLong() >>> random.nextInt(64);
            case 4 -> file.length - random.nextInt(8);
            default -> INTERESTING[random.nextInt(INTERESTING.length)];
        };
        put(file, field.at, field.bytes, value);
    }
}
