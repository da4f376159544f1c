package dev.touchstone.relocation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The bytes that a fixup patches, read and written as one number.
enum Container {
    LE8("8", 1),
    LE16("16", 2),
    /// The one that most fixups have, written at once.
    LE32("32", 4) {
        @Override
        void write(byte[] code, int offset, long value) {
            INT.set(code, offset, (int) value);
        }
    },
    LE64("64", 8),
    /// A wide T32 instruction: two little-endian halfwords, the first one the more significant.
    THUMB32("16:16", 4) {
        @Override
        long read(byte[] code, int offset) {
            return LE16.read(code, offset) << 16 | LE16.read(code, offset + 2);
        }

        @Override
        void write(byte[] code, int offset, long value) {
            LE16.write(code, offset, value >>> 16);
            LE16.write(code, offset + 2, value);
        }
    };

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    final String text;
    final int bytes;

    Container(String text, int bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    long read(byte[] code, int offset) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (code[offset + i] & 0xFFL) << 8 * i;
        }
        return value;
    }

    void write(byte[] code, int offset, long value) {
        for (int i = 0; i < bytes; i++) {
            code[offset + i] = (byte) (value >>> 8 * i);
        }
    }

    static Container parse(String text) {
        return Arrays.stream(values())
                .filter(c -> c.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown container \"" + text + "\"; known: "
                        + Arrays.stream(values()).map(c -> c.text).toList()));
    }
}
