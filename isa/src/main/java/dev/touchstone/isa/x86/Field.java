package dev.touchstone.isa.x86;

import java.util.Arrays;

/// Where an operand is encoded: the letters of the op/en column.
public enum Field {
    /// ModRM.rm, with SIB and displacement if it is memory.
    RM('M'),
    /// ModRM.reg.
    REG('R'),
    /// VEX.vvvv, EVEX.V'vvvv.
    VVVV('V'),
    /// The low three bits of the last opcode byte.
    OPCODE('O'),
    IMMEDIATE('I'),
    /// A displacement relative to the end of the instruction.
    RELATIVE('D'),
    /// An absolute address after the opcode: moffs and far pointers.
    ADDRESS('A'),
    /// Bits 7 to 4 of an immediate byte.
    IS4('L'),
    /// Not encoded: the opcode implies it.
    IMPLIED('Z');

    private final char letter;

    Field(char letter) {
        this.letter = letter;
    }

    public char letter() {
        return letter;
    }

    static Field parse(char letter) {
        return Arrays.stream(values())
                .filter(f -> f.letter == letter)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("op/en letter \"" + letter + "\" is none of "
                        + Arrays.stream(values()).map(f -> f.letter).toList()));
    }
}
