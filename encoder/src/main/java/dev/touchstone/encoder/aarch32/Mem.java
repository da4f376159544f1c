package dev.touchstone.encoder.aarch32;

/// Memory operands, one type for each addressing mode, so that a mode that an instruction doesn't have doesn't
/// compile.
///
/// | text | call | type |
/// | --- | --- | --- |
/// | `[r1]` | `mem(r1)` | [Base] |
/// | `[r1, #-4]` | `mem(r1).offset(-4)` | [Offset] |
/// | `[r1, #-4]!` | `mem(r1).pre(-4)` | [Pre] |
/// | `[r1], #4` | `mem(r1).post(4)` | [Post] |
/// | `[r1]!` | `mem(r1).writeBack()` | [WriteBack] |
/// | `[r1, r2]` | `mem(r1, r2)` | [Index] |
/// | `[r1, -r2]` | `mem(r1).minus(r2)` | [Index] |
/// | `[r1, r2]!` | `mem(r1, r2).pre()` | [IndexPre] |
/// | `[r1], r2` | `mem(r1).post(r2)` | [IndexPost] |
/// | `[r1, r2, lsl #2]` | `mem(r1, r2).lsl(2)` | [IndexShift] |
/// | `[r1, r2, asr #2]` | `mem(r1, r2).shift(ASR, 2)` | [IndexShift] |
/// | `[r1:64]` | `mem(r1).align(64)` | [Aligned] |
///
/// Offsets are in bytes; the instruction that takes the operand checks its range.
public final class Mem {
    private Mem() {}

    /// An address with an offset, perhaps none.
    public abstract static sealed class Offset permits Base, BaseOffset {
        private final R base;

        Offset(R base) {
            this.base = base;
        }

        /// The register that is added to.
        public final R base() {
            return base;
        }

        /// Bytes to add.
        public abstract long offset();

        @Override
        public String toString() {
            return "[" + base + ", #" + offset() + "]";
        }
    }

    /// The address in a register.
    public static final class Base extends Offset {
        Base(R base) {
            super(base);
        }

        /// `[r1, #offset]`.
        public Offset offset(long offset) {
            return new BaseOffset(base(), offset);
        }

        /// `[r1, #offset]!`: the register takes the new address before the access.
        public Pre pre(long offset) {
            return new Pre(base(), offset);
        }

        /// `[r1], #offset`: the register is moved on after the access.
        public Post post(long offset) {
            return new Post(base(), offset);
        }

        /// `[r1]!`: the register is moved on by as much as is accessed.
        public WriteBack writeBack() {
            return new WriteBack(base());
        }

        /// `[r1, -r2]`.
        public Index minus(R index) {
            return new Index(base(), index, 0);
        }

        /// `[r1], r2`.
        public IndexPost post(R index) {
            return new IndexPost(base(), index, 1);
        }

        /// `[r1], -r2`.
        public IndexPost postMinus(R index) {
            return new IndexPost(base(), index, 0);
        }

        /// `[r1], { option }`: an option for a coprocessor.
        public Option option(long option) {
            return new Option(base(), option);
        }

        /// `[r1:bits]`: the address is a multiple of so many bits.
        public Aligned align(long bits) {
            return new Aligned(base(), bits);
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

        private BaseOffset(R base, long offset) {
            super(base);
            this.offset = offset;
        }

        @Override
        public long offset() {
            return offset;
        }
    }

    /// `[r1, #16]!`.
    public record Pre(R base, long offset) {}

    /// `[r1], #16`.
    public record Post(R base, long offset) {}

    /// `[r1]!`.
    public record WriteBack(R base) {}

    /// `[r1], { 5 }`.
    public record Option(R base, long option) {}

    /// `[r1:64]`.
    public record Aligned(R base, long bits) {
        /// `[r1:64]!`.
        public AlignedWriteBack writeBack() {
            return new AlignedWriteBack(base, bits);
        }

        /// `[r1:64], r2`.
        public AlignedPost post(R index) {
            return new AlignedPost(base, bits, index);
        }
    }

    /// `[r1:64]!`.
    public record AlignedWriteBack(R base, long bits) {}

    /// `[r1:64], r2`.
    public record AlignedPost(R base, long bits, R index) {}

    /// `[r1, r2]`.
    ///
    /// @param up 1 if the index is added, 0 if it is subtracted
    public record Index(R base, R index, int up) {
        /// `[r1, r2]!`.
        public IndexPre pre() {
            return new IndexPre(base, index, up);
        }

        /// `[r1, r2, lsl #amount]`.
        public IndexShift lsl(long amount) {
            return new IndexShift(base, index, up, Lsl.LSL, amount);
        }

        /// `[r1, r2, shift #amount]`.
        public IndexShift shift(Shift shift, long amount) {
            return new IndexShift(base, index, up, shift, amount);
        }

        /// `[r1, r2, rrx]`.
        public IndexRrx rrx() {
            return new IndexRrx(base, index, up);
        }
    }

    /// `[r1, r2]!`.
    public record IndexPre(R base, R index, int up) {}

    /// `[r1], r2`.
    public record IndexPost(R base, R index, int up) {
        /// `[r1], r2, shift #amount`.
        public IndexShiftPost shift(Shift shift, long amount) {
            return new IndexShiftPost(base, index, up, shift, amount);
        }

        /// `[r1], r2, rrx`.
        public IndexRrxPost rrx() {
            return new IndexRrxPost(base, index, up);
        }
    }

    /// `[r1, r2, lsl #2]`.
    public record IndexShift(R base, R index, int up, Shift shift, long amount) {
        /// `[r1, r2, lsl #2]!`.
        public IndexShiftPre pre() {
            return new IndexShiftPre(base, index, up, shift, amount);
        }
    }

    /// `[r1, r2, lsl #2]!`.
    public record IndexShiftPre(R base, R index, int up, Shift shift, long amount) {}

    /// `[r1], r2, lsl #2`.
    public record IndexShiftPost(R base, R index, int up, Shift shift, long amount) {}

    /// `[r1, r2, rrx]`.
    public record IndexRrx(R base, R index, int up) {
        /// `[r1, r2, rrx]!`.
        public IndexRrxPre pre() {
            return new IndexRrxPre(base, index, up);
        }
    }

    /// `[r1, r2, rrx]!`.
    public record IndexRrxPre(R base, R index, int up) {}

    /// `[r1], r2, rrx`.
    public record IndexRrxPost(R base, R index, int up) {}

    /// `[r1, q2]`: an address for each element.
    public record IndexVector(R base, Q index) {
        /// `[r1, q2, uxtw #amount]`.
        public IndexVectorUxtw uxtw(long amount) {
            return new IndexVectorUxtw(base, index, amount);
        }
    }

    /// `[r1, q2, uxtw #2]`.
    public record IndexVectorUxtw(R base, Q index, long amount) {}
}
