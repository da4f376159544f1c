package dev.touchstone.exec.host.worker;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.isa.Isa;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A `b` of A64, assembled once; over another distance only its offset differs, which is its low 26 bits.
final class A64Branch {
    private static final int OFFSET = 0x03FF_FFFF;

    private final int toItself;

    A64Branch() {
        byte[] bytes = TextAssembler.assemble(Isa.A64, "b #0", 0).at(0);
        toItself = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    /// @param distance in bytes, a multiple of 4 below 128 MiB
    int word(long distance) {
        return toItself | (int) (distance >> 2) & OFFSET;
    }
}
