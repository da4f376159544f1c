package dev.touchstone.encoder.aarch64;

import java.util.stream.IntStream;

/// A 64-bit general-purpose register, `x0` to `x30`: legal wherever the manual has `<Xn>` or `<Xn|SP>`.
public final class X implements XOrZr, XOrSp {
    /// `xzr`.
    static final XOrZr ZERO = new Zero();
    /// `sp`.
    static final XOrSp STACK_POINTER = new StackPointer();

    private static final X[] ALL = IntStream.range(0, 31).mapToObj(X::new).toArray(X[]::new);

    private final int code;

    private X(int code) {
        this.code = code;
    }

    /// The register of that number.
    ///
    /// @param number 0 to 30
    /// @throws IllegalArgumentException if there is no such register
    public static X of(int number) {
        return ALL[Numbers.check("x", number, ALL.length)];
    }

    @Override
    public int code() {
        return code;
    }

    /// The low half.
    public W w() {
        return W.of(code);
    }

    @Override
    public String toString() {
        return "x" + code;
    }

    static final class Zero implements XOrZr {
        @Override
        public int code() {
            return 31;
        }

        @Override
        public String toString() {
            return "xzr";
        }
    }

    static final class StackPointer implements XOrSp {
        @Override
        public int code() {
            return 31;
        }

        @Override
        public String toString() {
            return "sp";
        }
    }
}
