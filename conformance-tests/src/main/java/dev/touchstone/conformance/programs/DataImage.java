package dev.touchstone.conformance.programs;

/// Little-endian numbers in a data window.
final class DataImage {
    private DataImage() {}

    static void write(byte[] data, int offset, int bytes, long value) {
        for (int i = 0; i < bytes; i++) {
            data[offset + i] = (byte) (value >>> 8 * i);
        }
    }

    static long read(byte[] data, int offset, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (data[offset + i] & 0xFFL) << 8 * i;
        }
        return value;
    }
}
