package dev.touchstone.encoder.aarch64;

import java.util.stream.IntStream;

/// A tile of the matrix of SME, `za0` to `za15`, in a view of its elements: `za0.s()`. A slice of it is
/// `za0.s().h(w12,
/// 3)` or
/// `za0.s().v(w12, 3)`; the instruction that takes a tile or a slice checks which there are.
public final class Za {
    private static final Za[] ALL = IntStream.range(0, 16).mapToObj(Za::new).toArray(Za[]::new);

    private final int code;

    private Za(int code) {
        this.code = code;
    }

    /// The tile of that number.
    ///
    /// @param number 0 to 15
    /// @throws IllegalArgumentException if there is no such tile
    public static Za of(int number) {
        return ALL[Numbers.check("za", number, ALL.length)];
    }

    /// Elements of a byte.
    public B b() {
        return new B(code);
    }

    /// Elements of a halfword.
    public H h() {
        return new H(code);
    }

    /// Elements of a word.
    public S s() {
        return new S(code);
    }

    /// Elements of a doubleword.
    public D d() {
        return new D(code);
    }

    /// Elements of a quadword.
    public Q q() {
        return new Q(code);
    }

    @Override
    public String toString() {
        return "za" + code;
    }

    /// A tile with elements of one size.
    public abstract static class Tile extends RegisterView {
        Tile(int code, String suffix) {
            super("za", code, suffix);
        }
    }

    /// A horizontal or vertical slice of a tile.
    public abstract static class Slice {
        private final int slice;
        private final W index;
        private final long offset;

        Slice(int slice, W index, long offset) {
            this.slice = slice;
            this.index = index;
            this.offset = offset;
        }

        /// Twice the tile's number, plus 1 if the slice is vertical.
        public final int slice() {
            return slice;
        }

        /// The register that the slice's number is in.
        public final W index() {
            return index;
        }

        /// What is added to it.
        public final long offset() {
            return offset;
        }

        @Override
        public final String toString() {
            return "za" + slice / 2 + (slice % 2 == 0 ? "h" : "v") + "[" + index + ", " + offset + "]";
        }
    }

    /// A tile with elements of a byte.
    public static final class B extends Tile {
        private B(int code) {
            super(code, ".b");
        }

        /// The horizontal slice `index + offset`.
        public SliceB h(W index, long offset) {
            return new SliceB(2 * code(), index, offset);
        }

        /// The vertical slice `index + offset`.
        public SliceB v(W index, long offset) {
            return new SliceB(2 * code() + 1, index, offset);
        }
    }

    /// A slice with elements of a byte.
    public static final class SliceB extends Slice {
        private SliceB(int slice, W index, long offset) {
            super(slice, index, offset);
        }
    }

    /// A tile with elements of a halfword.
    public static final class H extends Tile {
        private H(int code) {
            super(code, ".h");
        }

        /// The horizontal slice `index + offset`.
        public SliceH h(W index, long offset) {
            return new SliceH(2 * code(), index, offset);
        }

        /// The vertical slice `index + offset`.
        public SliceH v(W index, long offset) {
            return new SliceH(2 * code() + 1, index, offset);
        }
    }

    /// A slice with elements of a halfword.
    public static final class SliceH extends Slice {
        private SliceH(int slice, W index, long offset) {
            super(slice, index, offset);
        }
    }

    /// A tile with elements of a word.
    public static final class S extends Tile {
        private S(int code) {
            super(code, ".s");
        }

        /// The horizontal slice `index + offset`.
        public SliceS h(W index, long offset) {
            return new SliceS(2 * code(), index, offset);
        }

        /// The vertical slice `index + offset`.
        public SliceS v(W index, long offset) {
            return new SliceS(2 * code() + 1, index, offset);
        }
    }

    /// A slice with elements of a word.
    public static final class SliceS extends Slice {
        private SliceS(int slice, W index, long offset) {
            super(slice, index, offset);
        }
    }

    /// A tile with elements of a doubleword.
    public static final class D extends Tile {
        private D(int code) {
            super(code, ".d");
        }

        /// The horizontal slice `index + offset`.
        public SliceD h(W index, long offset) {
            return new SliceD(2 * code(), index, offset);
        }

        /// The vertical slice `index + offset`.
        public SliceD v(W index, long offset) {
            return new SliceD(2 * code() + 1, index, offset);
        }
    }

    /// A slice with elements of a doubleword.
    public static final class SliceD extends Slice {
        private SliceD(int slice, W index, long offset) {
            super(slice, index, offset);
        }
    }

    /// A tile with elements of a quadword.
    public static final class Q extends Tile {
        private Q(int code) {
            super(code, ".q");
        }

        /// The horizontal slice `index + offset`.
        public SliceQ h(W index, long offset) {
            return new SliceQ(2 * code(), index, offset);
        }

        /// The vertical slice `index + offset`.
        public SliceQ v(W index, long offset) {
            return new SliceQ(2 * code() + 1, index, offset);
        }
    }

    /// A slice with elements of a quadword.
    public static final class SliceQ extends Slice {
        private SliceQ(int slice, W index, long offset) {
            super(slice, index, offset);
        }
    }

    /// A vector of the array, `za[w12, 3]`.
    ///
    /// @param index the register that the vector's number is in
    /// @param offset what is added to it
    public record Vector(W index, long offset) {}
}
