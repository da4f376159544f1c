package dev.touchstone.encoder.aarch64;

import dev.touchstone.relocation.Label;

/// Memory operands, one type for each addressing mode, so that a mode that an instruction doesn't have doesn't
/// compile.
///
/// | text | call | type |
/// | --- | --- | --- |
/// | `[x1]` | `mem(x1)` | [Base] |
/// | `[x1, #16]` | `mem(x1).offset(16)` | [Offset] |
/// | `[x1, #:lo12:label]` | `mem(x1).offset(label)` | [LowBits] |
/// | `[x1, #2, mul vl]` | `mem(x1).mulVl(2)` | [MulVl] |
/// | `[x1, #16]!` | `mem(x1).pre(16)` | [Pre] |
/// | `[x1], #16` | `mem(x1).post(16)` | [Post] |
/// | `[x1], x2` | `mem(x1).post(x2)` | [PostIndex] |
/// | `[x1, x2]` | `mem(x1, x2)` | [Index] |
/// | `[x1, x2, lsl #3]` | `mem(x1, x2).lsl(3)` | [IndexLsl] |
/// | `[x1, x2, sxtx #3]` | `mem(x1, x2).sxtx(3)` | [IndexSxtx] |
/// | `[x1, w2, uxtw #2]` | `mem(x1, w2).uxtw(2)` | [IndexExtend] |
///
/// Offsets are in bytes (in vector lengths for `mul vl`); the instruction that takes the operand checks its
/// range.
public final class Mem {
    private Mem() {}

    /// An address with an offset, perhaps none.
    public abstract static sealed class Offset permits Base, BaseOffset {
        private final XOrSp base;

        Offset(XOrSp base) {
            this.base = base;
        }

        /// The register that is added to.
        public final XOrSp base() {
            return base;
        }

        /// Bytes to add.
        public abstract long offset();

        @Override
        public String toString() {
            return "[" + base + ", #" + offset() + "]";
        }
    }

    /// An address in a register, and the low bits of a label's.
    public record LowBits(XOrSp base, Label label) {
        @Override
        public String toString() {
            return "[" + base + ", " + label + "]";
        }
    }

    /// The address in a register.
    public static final class Base extends Offset {
        Base(XOrSp base) {
            super(base);
        }

        /// `[x1, #offset]`.
        public Offset offset(long offset) {
            return new BaseOffset(base(), offset);
        }

        /// `[x1, #:lo12:label]`: the label's place in its page, whose address `adrp` gives.
        public LowBits offset(Label label) {
            return new LowBits(base(), label);
        }

        /// `[x1, #vectors, mul vl]`.
        public MulVl mulVl(long vectors) {
            return new MulVl(base(), vectors);
        }

        /// `[x1, #offset]!`: the register takes the new address before the access.
        public Pre pre(long offset) {
            return new Pre(base(), offset);
        }

        /// `[x1], #offset`: the register is moved on after the access.
        public Post post(long offset) {
            return new Post(base(), offset);
        }

        /// `[x1], x2`: the register is moved on by another one after the access.
        public PostIndex post(X index) {
            return new PostIndex(base(), index);
        }

        /// `[x1]!`: the register is written back, by an amount that the instruction implies.
        public WriteBack writeBack() {
            return new WriteBack(base());
        }

        @Override
        public long offset() {
            return 0;
        }

        @Override
        public String toString() {
            return "[" + base() + "]";
        }
    }

    private static final class BaseOffset extends Offset {
        private final long offset;

        private BaseOffset(XOrSp base, long offset) {
            super(base);
            this.offset = offset;
        }

        @Override
        public long offset() {
            return offset;
        }
    }

    /// `[x1, #2, mul vl]`.
    public record MulVl(XOrSp base, long offset) {}

    /// `[x1, #16]!`.
    public record Pre(XOrSp base, long offset) {}

    /// `[x1], #16`.
    public record Post(XOrSp base, long offset) {}

    /// `[x1], x2`.
    public record PostIndex(XOrSp base, X index) {}

    /// `[x1]!`.
    public record WriteBack(XOrSp base) {}

    /// `[x1, x2]`.
    public record Index(XOrSp base, XOrZr index) {
        /// `[x1, x2, lsl #amount]`.
        public IndexLsl lsl(long amount) {
            return new IndexLsl(base, index, amount);
        }

        /// `[x1, x2, sxtx]`.
        public IndexSxtx sxtx() {
            return new IndexSxtx(base, index, false, 0);
        }

        /// `[x1, x2, sxtx #amount]`.
        public IndexSxtx sxtx(long amount) {
            return new IndexSxtx(base, index, true, amount);
        }
    }

    /// `[x1, x2, lsl #3]`.
    public record IndexLsl(XOrSp base, XOrZr index, long amount) {}

    /// `[x1, x2, sxtx #3]`.
    ///
    /// @param shifted whether an amount is written
    public record IndexSxtx(XOrSp base, XOrZr index, boolean shifted, long amount) {
        /// Always `SXTX`.
        public Extend extend() {
            return Extend.SXTX;
        }
    }

    /// A 32-bit index that still wants its extension.
    public record Index32(XOrSp base, WOrZr index) {
        /// `[x1, w2, uxtw]`.
        public IndexExtend uxtw() {
            return new IndexExtend(base, index, Extend.UXTW, false, 0);
        }

        /// `[x1, w2, uxtw #amount]`.
        public IndexExtend uxtw(long amount) {
            return new IndexExtend(base, index, Extend.UXTW, true, amount);
        }

        /// `[x1, w2, sxtw]`.
        public IndexExtend sxtw() {
            return new IndexExtend(base, index, Extend.SXTW, false, 0);
        }

        /// `[x1, w2, sxtw #amount]`.
        public IndexExtend sxtw(long amount) {
            return new IndexExtend(base, index, Extend.SXTW, true, amount);
        }
    }

    /// `[x1, w2, uxtw #2]`.
    ///
    /// @param shifted whether an amount is written
    public record IndexExtend(XOrSp base, WOrZr index, Extend extend, boolean shifted, long amount) {}
}
