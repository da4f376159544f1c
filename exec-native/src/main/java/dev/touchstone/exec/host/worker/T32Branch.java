package dev.touchstone.exec.host.worker;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.isa.Isa;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A `b.w` of T32, assembled once; over another distance only its offset differs, whose bits stand apart:
///
/// ```text
/// first halfword   1 1 1 1 0 S imm10       second   1 0 J1 1 J2 imm11
/// ```
/// with J1 = NOT I1 EOR S, J2 = NOT I2 EOR S, and the offset S:I1:I2:imm10:imm11:0.
final class T32Branch {
    /// All bits of it: the second halfword is the high one.
    private static final int OFFSET = 0x2FFF_07FF;

    private final int opcode;

    T32Branch() {
        byte[] bytes = TextAssembler.assemble(Isa.T32, "b.w #0", 0).at(0);
        opcode = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt() & ~OFFSET;
    }

    /// The first halfword is the low one.
    ///
    /// @param distance from the instruction, in bytes; even, at most 16 MiB
    int word(long distance) {
        int offset = (int) (distance - 4) >> 1;
        int sign = offset >>> 31;
        int j1 = ~(offset >> 22 ^ sign) & 1;
        int j2 = ~(offset >> 21 ^ sign) & 1;
        int first = sign << 10 | offset >> 11 & 0x3FF;
        int second = j1 << 13 | j2 << 11 | offset & 0x7FF;
        return opcode | first | second << 16;
    }
}
