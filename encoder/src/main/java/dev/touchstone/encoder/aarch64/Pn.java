package dev.touchstone.encoder.aarch64;

import java.util.stream.IntStream;

/// A predicate register read as a counter, `pn0` to `pn15`.
public final class Pn {
    private static final Pn[] ALL = IntStream.range(0, 16).mapToObj(Pn::new).toArray(Pn[]::new);

    private final int code;
    private final B bView;
    private final H hView;
    private final S sView;
    private final D dView;
    private final Zeroing zView;

    private Pn(int code) {
        this.code = code;
        this.bView = new B(code);
        this.hView = new H(code);
        this.sView = new S(code);
        this.dView = new D(code);
        this.zView = new Zeroing(code);
    }

    /// The register of that number.
    ///
    /// @param number 0 to 15
    /// @throws IllegalArgumentException if there is no such register
    public static Pn of(int number) {
        return ALL[Numbers.check("pn", number, ALL.length)];
    }

    /// The number in an instruction.
    public int code() {
        return code;
    }

    /// As a counter of elements of a byte.
    public B b() {
        return bView;
    }

    /// As a counter of elements of a halfword.
    public H h() {
        return hView;
    }

    /// As a counter of elements of a word.
    public S s() {
        return sView;
    }

    /// As a counter of elements of a doubleword.
    public D d() {
        return dView;
    }

    /// `/Z`: inactive elements become zero.
    public Zeroing z() {
        return zView;
    }

    /// The part `index` of the mask that the counter stands for, of a size that the instruction implies.
    public Lane lane(int index) {
        return new Lane(code, index);
    }

    @Override
    public String toString() {
        return "pn" + code;
    }

    /// A view of a register.
    public abstract static class View extends RegisterView {
        View(int code, String suffix) {
            super("pn", code, suffix);
        }
    }

    /// As a counter of elements of a byte.
    public static final class B extends View {
        private B(int code) {
            super(code, ".b");
        }
    }

    /// As a counter of elements of a halfword.
    public static final class H extends View {
        private H(int code) {
            super(code, ".h");
        }
    }

    /// As a counter of elements of a word.
    public static final class S extends View {
        private S(int code) {
            super(code, ".s");
        }
    }

    /// As a counter of elements of a doubleword.
    public static final class D extends View {
        private D(int code) {
            super(code, ".d");
        }
    }

    /// `/Z`: inactive elements become zero.
    public static final class Zeroing extends View {
        private Zeroing(int code) {
            super(code, "/z");
        }
    }

    /// A part of the mask that a counter stands for.
    public static final class Lane {
        private final int code;
        private final int index;

        private Lane(int code, int index) {
            this.code = code;
            this.index = index;
        }

        /// The register's number in an instruction.
        public int code() {
            return code;
        }

        /// The part's number, from 0.
        public int index() {
            return index;
        }

        @Override
        public String toString() {
            return "pn" + code + "[" + index + "]";
        }
    }
}
