package dev.touchstone.encoder.x86;

/// Little-endian stores into a byte array.
///
/// Written as byte stores, which the JIT compiler merges into one. A `VarHandle` of a byte array's view gives the
/// same machine code, but each use of it counts for almost 400 bytecodes against the limit up to which the
/// compiler inlines into one method, so that after some twenty of them a method's later calls were not inlined
/// any more.
final class LittleEndian {
    private LittleEndian() {}

    static void put16(byte[] bytes, int p, int value) {
        bytes[p] = (byte) value;
        bytes[p + 1] = (byte) (value >> 8);
    }

    static void put32(byte[] bytes, int p, int value) {
        bytes[p] = (byte) value;
        bytes[p + 1] = (byte) (value >> 8);
        bytes[p + 2] = (byte) (value >> 16);
        bytes[p + 3] = (byte) (value >> 24);
    }

    static void put64(byte[] bytes, int p, long value) {
        bytes[p] = (byte) value;
        bytes[p + 1] = (byte) (value >> 8);
        bytes[p + 2] = (byte) (value >> 16);
        bytes[p + 3] = (byte) (value >> 24);
        bytes[p + 4] = (byte) (value >> 32);
        bytes[p + 5] = (byte) (value >> 40);
        bytes[p + 6] = (byte) (value >> 48);
        bytes[p + 7] = (byte) (value >> 56);
    }
}
