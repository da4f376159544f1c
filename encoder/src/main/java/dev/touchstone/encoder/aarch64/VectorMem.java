package dev.touchstone.encoder.aarch64;

/// Memory operands of SVE with a vector of addresses or offsets, one type for each addressing mode and element
/// size.
///
/// | text | call |
/// | --- | --- |
/// | `[x1, z2.d]` | `mem(x1, z2.d())` |
/// | `[x1, z2.d, lsl #3]` | `mem(x1, z2.d()).lsl(3)` |
/// | `[x1, z2.s, uxtw #2]` | `mem(x1, z2.s()).uxtw(2)` |
/// | `[z1.d, #8]` | `mem(z1.d()).offset(8)` |
/// | `[z1.d, x2]` | `mem(z1.d(), x2)` |
/// | `[z1.d, z2.d, sxtw #3]` | `mem(z1.d(), z2.d()).sxtw(3)` |
public final class VectorMem {
    private VectorMem() {}

    /// `[x1, z2.d]`.
    public record IndexD(XOrSp base, Z.D index) {
        /// `[x1, z2.d, lsl #amount]`.
        public IndexLslD lsl(long amount) {
            return new IndexLslD(base, index, amount);
        }

        /// `[x1, z2.d, uxtw]`.
        public IndexExtendD uxtw() {
            return new IndexExtendD(base, index, Extend.UXTW, false, 0);
        }

        /// `[x1, z2.d, uxtw #amount]`.
        public IndexExtendD uxtw(long amount) {
            return new IndexExtendD(base, index, Extend.UXTW, true, amount);
        }

        /// `[x1, z2.d, sxtw]`.
        public IndexExtendD sxtw() {
            return new IndexExtendD(base, index, Extend.SXTW, false, 0);
        }

        /// `[x1, z2.d, sxtw #amount]`.
        public IndexExtendD sxtw(long amount) {
            return new IndexExtendD(base, index, Extend.SXTW, true, amount);
        }
    }

    /// `[x1, z2.d, lsl #3]`.
    public record IndexLslD(XOrSp base, Z.D index, long amount) {}

    /// `[x1, z2.d, uxtw #2]`.
    ///
    /// @param shifted whether an amount is written
    public record IndexExtendD(XOrSp base, Z.D index, Extend extend, boolean shifted, long amount) {}

    /// `[z1.d]`.
    public record BaseD(Z.D base) {
        /// `[z1.d, #offset]`.
        public OffsetD offset(long offset) {
            return new OffsetD(base, offset);
        }
    }

    /// `[z1.d, #8]`.
    public record OffsetD(Z.D base, long offset) {}

    /// `[z1.d, x2]`.
    public record BaseIndexD(Z.D base, XOrZr index) {}

    /// `[z1.d, z2.d]`.
    public record PairD(Z.D base, Z.D index) {
        /// `[z1.d, z2.d, lsl #amount]`.
        public PairLslD lsl(long amount) {
            return new PairLslD(base, index, amount);
        }

        /// `[z1.d, z2.d, uxtw]`.
        public PairExtendD uxtw() {
            return new PairExtendD(base, index, Extend.UXTW, false, 0);
        }

        /// `[z1.d, z2.d, uxtw #amount]`.
        public PairExtendD uxtw(long amount) {
            return new PairExtendD(base, index, Extend.UXTW, true, amount);
        }

        /// `[z1.d, z2.d, sxtw]`.
        public PairExtendD sxtw() {
            return new PairExtendD(base, index, Extend.SXTW, false, 0);
        }

        /// `[z1.d, z2.d, sxtw #amount]`.
        public PairExtendD sxtw(long amount) {
            return new PairExtendD(base, index, Extend.SXTW, true, amount);
        }
    }

    /// `[z1.d, z2.d, lsl #3]`.
    public record PairLslD(Z.D base, Z.D index, long amount) {}

    /// `[z1.d, z2.d, sxtw #3]`.
    ///
    /// @param shifted whether an amount is written
    public record PairExtendD(Z.D base, Z.D index, Extend extend, boolean shifted, long amount) {}

    /// `[x1, z2.s]`.
    public record IndexS(XOrSp base, Z.S index) {
        /// `[x1, z2.s, uxtw]`.
        public IndexExtendS uxtw() {
            return new IndexExtendS(base, index, Extend.UXTW, false, 0);
        }

        /// `[x1, z2.s, uxtw #amount]`.
        public IndexExtendS uxtw(long amount) {
            return new IndexExtendS(base, index, Extend.UXTW, true, amount);
        }

        /// `[x1, z2.s, sxtw]`.
        public IndexExtendS sxtw() {
            return new IndexExtendS(base, index, Extend.SXTW, false, 0);
        }

        /// `[x1, z2.s, sxtw #amount]`.
        public IndexExtendS sxtw(long amount) {
            return new IndexExtendS(base, index, Extend.SXTW, true, amount);
        }
    }

    /// `[x1, z2.s, uxtw #2]`.
    ///
    /// @param shifted whether an amount is written
    public record IndexExtendS(XOrSp base, Z.S index, Extend extend, boolean shifted, long amount) {}

    /// `[z1.s]`.
    public record BaseS(Z.S base) {
        /// `[z1.s, #offset]`.
        public OffsetS offset(long offset) {
            return new OffsetS(base, offset);
        }
    }

    /// `[z1.s, #8]`.
    public record OffsetS(Z.S base, long offset) {}

    /// `[z1.s, x2]`.
    public record BaseIndexS(Z.S base, XOrZr index) {}

    /// `[z1.s, z2.s]`.
    public record PairS(Z.S base, Z.S index) {
        /// `[z1.s, z2.s, lsl #amount]`.
        public PairLslS lsl(long amount) {
            return new PairLslS(base, index, amount);
        }
    }

    /// `[z1.s, z2.s, lsl #3]`.
    public record PairLslS(Z.S base, Z.S index, long amount) {}
}
