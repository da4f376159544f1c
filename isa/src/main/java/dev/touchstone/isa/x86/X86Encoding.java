package dev.touchstone.isa.x86;

import java.util.List;

/// The opcode column, taken apart.
///
/// @param text the column as it stands in the row
/// @param space which prefix carries the opcode map
/// @param prefix the mandatory prefix: 0, 0x66, 0xF2 or 0xF3
/// @param noPrefix whether `NP` says that 66, F2 and F3 are not allowed
/// @param operandSize16 `o16`: the operand-size prefix 66
/// @param addressSize `a16`, `a32`, `a64`: the address size that the form needs; 0 if any
/// @param map the opcode map: 0 one byte, 1 0F, 2 0F38, 3 0F3A, 4 to 7 EVEX maps, 8 to 10 XOP maps
/// @param waits whether the byte 9B stands before all others
/// @param opcode the opcode byte and, where the ModRM byte or more is fixed, the bytes after it
/// @param w REX.W, VEX.W, EVEX.W
/// @param vectorBits the vector length 128, 256 or 512; 0 for LIG, LZ and L0, which are encoded as 0
/// @param lengthIgnored `LIG`: a decoder takes any length
/// @param modRm whether a ModRM byte with operands stands there
/// @param digit the opcode extension in ModRM.reg; -1 for `/r`
/// @param registerInOpcode `+r`: the last opcode byte's low bits are a register
/// @param is4 whether an immediate byte carries a register in its bits 7 to 4
/// @param immediates bytes of each immediate, relative and address after ModRM, in order; `cd` counts 4, `cp` 6
/// @param suffix a fixed byte after ModRM and displacement (3DNow!, comparison aliases); -1 if none
/// @param newData APX: EVEX.ND
/// @param noFlags APX: EVEX.NF
/// @param scc APX: the source condition code of CCMP and CTEST; -1 if none
public record X86Encoding(
        String text,
        Space space,
        int prefix,
        boolean noPrefix,
        boolean operandSize16,
        int addressSize,
        int map,
        boolean waits,
        List<Integer> opcode,
        W w,
        int vectorBits,
        boolean lengthIgnored,
        boolean modRm,
        int digit,
        boolean registerInOpcode,
        boolean is4,
        List<Integer> immediates,
        int suffix,
        boolean newData,
        boolean noFlags,
        int scc) {
    /// The encoding spaces.
    public enum Space {
        LEGACY,
        /// Rows that need a REX2 prefix. Legacy rows take one where their registers ask for it.
        REX2,
        VEX,
        XOP,
        EVEX
    }

    /// The W bit.
    public enum W {
        ZERO,
        ONE,
        /// Either; written as 0.
        IGNORED
    }

    public X86Encoding {
        opcode = List.copyOf(opcode);
        immediates = List.copyOf(immediates);
    }

    /// The opcode byte proper.
    public int opcodeByte() {
        return opcode.getFirst();
    }

    /// Whether this is APX's extension of a legacy instruction, which uses EVEX bits in another way.
    public boolean isApx() {
        return space == Space.EVEX && map == 4;
    }

    /// Whether VEX, XOP or EVEX carries it, so that vvvv exists.
    public boolean isVector() {
        return space == Space.VEX || space == Space.XOP || space == Space.EVEX;
    }

    @Override
    public String toString() {
        return text;
    }
}
