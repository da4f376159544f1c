package dev.touchstone.encoder.x86.decode;

import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.x86.X86Instruction;

/// The bytes that are decoded, and how far they are read.
final class ByteSource {

    private final byte[] code;
    private final int start;
    private int next;

    ByteSource(byte[] code, int start) {
        this.code = code;
        this.start = start;
        this.next = start;
    }

    /// Bytes read so far.
    int length() {
        return next - start;
    }

    int position() {
        return next;
    }

    void seek(int position) {
        next = position;
    }

    /// The byte `ahead` of the next one, -1 beyond the end.
    int peek(int ahead) {
        return next + ahead < code.length ? code[next + ahead] & 0xFF : -1;
    }

    /// @throws DecodingException if there is no further byte, or the instruction has 15 already
    int take() {
        if (next >= code.length) {
            throw new DecodingException(
                    "the code ends in the middle of an instruction, after " + (next - start) + " bytes");
        }
        if (next - start >= X86Instruction.MAX_BYTES) {
            throw new DecodingException("an instruction has at most 15 bytes");
        }
        return code[next++] & 0xFF;
    }

    /// A little-endian number, not sign-extended.
    long take(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) take() << 8 * i;
        }
        return value;
    }

    /// A little-endian number, sign-extended.
    long takeSigned(int bytes) {
        int unused = 64 - 8 * bytes;
        return take(bytes) << unused >> unused;
    }
}
