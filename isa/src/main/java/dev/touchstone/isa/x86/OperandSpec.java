package dev.touchstone.isa.x86;

import org.jspecify.annotations.Nullable;

/// What may stand at one place of a form's operand list.
///
/// @param text as the row writes it, with decorations
/// @param kind what it is; `r/m64` and `zmm3/m512/m32bcst` are [Kind#REGISTER_OR_MEMORY]
/// @param register the class of the register, if it can be one
/// @param fixed the number of the only register that it can be, or of the one that addresses implied memory, or
///     the only value of [Kind#FIXED_IMMEDIATE];
///     else -1
/// @param memoryBits the width of the memory that it accesses; 0 if the instruction doesn't say (LEA, `m`)
/// @param memory the shape of the memory operand, if it can be one
/// @param vsib the class of the index register of a [Memory#VSIB] operand, else null
/// @param broadcastBits the width of the element that `/m32bcst` broadcasts; 0 if it can't
/// @param immediate how an immediate, relative or address is read; null for others
/// @param access what the instruction does with it
/// @param field where it is encoded
/// @param mask whether it may carry a mask, `{k1}`
/// @param zeroing whether the mask may be a zeroing one, `{z}`
/// @param rounding whether embedded rounding may be asked for, `{er}`
/// @param sae whether exceptions may be suppressed, `{sae}` (rounding does so as well)
public record OperandSpec(
        String text,
        Kind kind,
        @Nullable RegisterClass register,
        int fixed,
        int memoryBits,
        Memory memory,
        @Nullable RegisterClass vsib,
        int broadcastBits,
        @Nullable Immediate immediate,
        Access access,
        Field field,
        boolean mask,
        boolean zeroing,
        boolean rounding,
        boolean sae) {
    /// The kinds of operands.
    public enum Kind {
        REGISTER,
        MEMORY,
        REGISTER_OR_MEMORY,
        IMMEDIATE,
        /// A branch target relative to the end of the instruction.
        RELATIVE,
        /// An absolute address of the address size, without ModRM.
        MOFFS,
        /// A selector and an offset in the instruction.
        FAR_POINTER,
        /// An immediate that the opcode implies, as in `SHL r/m8, 1`.
        FIXED_IMMEDIATE
    }

    /// The shapes of memory operands.
    public enum Memory {
        NONE,
        PLAIN,
        /// A far pointer in memory, `m16:32`.
        FAR,
        /// A vector of indices, `vm32x`.
        VSIB,
        /// Memory that needs a SIB byte, `sibmem`: the tile loads and stores.
        SIB,
        /// Memory at a register that the opcode implies, `m8(rsi)`; the segment may be overridden.
        IMPLIED,
        /// The same in segment ES, `m8(es:rdi)`, which nothing overrides.
        IMPLIED_ES;

        /// Whether the opcode implies the address.
        public boolean isImplied() {
            return this == IMPLIED || this == IMPLIED_ES;
        }
    }

    /// How an immediate is read. Values are accepted if their bits, taken in the operand's width, come back
    /// after the immediate's own sign or zero extension.
    ///
    /// @param bits of it in the instruction
    /// @param extended bits that it is sign-extended to; `bits` if it isn't; 0 for the stack's width (64 or 32,
    ///     by mode)
    public record Immediate(int bits, int extended) {
        /// The smallest value that is accepted.
        public long minimum() {
            return -1L << bits - 1;
        }

        /// The largest value that is accepted where it is not sign-extended; sign-extended ones end at half of
        /// it.
        public long maximum() {
            return bits == extended ? (bits == 64 ? Long.MAX_VALUE : (1L << bits) - 1) : (1L << bits - 1) - 1;
        }

        /// Whether `value` can be written here: as a signed or as an unsigned number of the extended width.
        ///
        /// @param mode 64 or 32
        public boolean accepts(long value, int mode) {
            if (value >= minimum() && value <= maximum()) {
                return true;
            }
            int width = extended == 0 ? mode : extended;
            return width < 64 && value >= (1L << width) + minimum() && value < 1L << width;
        }
    }

    /// Whether it can be a register.
    public boolean takesRegister() {
        return kind == Kind.REGISTER || kind == Kind.REGISTER_OR_MEMORY;
    }

    /// Whether it can be memory that ModRM addresses.
    public boolean takesMemory() {
        return kind == Kind.MEMORY || kind == Kind.REGISTER_OR_MEMORY;
    }

    /// Whether the form names the one register or value that it can be.
    public boolean isFixed() {
        return fixed >= 0;
    }

    /// The width of the indices of a [Memory#VSIB] operand: 32 or 64; 0 for others.
    public int vsibIndexBits() {
        return memory == Memory.VSIB ? Integer.parseInt(text.substring(2, 4)) : 0;
    }

    /// The width that an immediate of the same form is extended to, 0 if this operand doesn't tell.
    int widthForImmediates() {
        if (register != null) {
            return register.bits();
        }
        return memory == Memory.PLAIN ? memoryBits : 0;
    }

    OperandSpec withImmediate(Immediate value) {
        return new OperandSpec(
                text,
                kind,
                register,
                fixed,
                memoryBits,
                memory,
                vsib,
                broadcastBits,
                value,
                access,
                field,
                mask,
                zeroing,
                rounding,
                sae);
    }

    @Override
    public String toString() {
        return text;
    }
}
