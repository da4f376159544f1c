package dev.touchstone.encoder.aarch64;

import java.util.stream.IntStream;

/// A 32-bit general-purpose register, `w0` to `w30`: legal wherever the manual has `<Wn>` or `<Wn|WSP>`.
public final class W implements WOrZr, WOrSp {
    /// `wzr`.
    static final WOrZr ZERO = new Zero();
    /// `wsp`.
    static final WOrSp STACK_POINTER = new StackPointer();

    private static final W[] ALL = IntStream.range(0, 31).mapToObj(W::new).toArray(W[]::new);

    private final int code;

    private W(int code) {
        this.code = code;
    }

    /// The register of that number.
    ///
    /// @param number 0 to 30
    /// @throws IllegalArgumentException if there is no such register
    public static W of(int number) {
        return ALL[Numbers.check("w", number, ALL.length)];
    }

    @Override
    public int code() {
        return code;
    }

    /// The whole register that this is the low half of.
    public X x() {
        return X.of(code);
    }

    @Override
    public String toString() {
        return "w" + code;
    }

    static final class Zero implements WOrZr {
        @Override
        public int code() {
            return 31;
        }

        @Override
        public String toString() {
            return "wzr";
        }
    }

    static final class StackPointer implements WOrSp {
        @Override
        public int code() {
            return 31;
        }

        @Override
        public String toString() {
            return "wsp";
        }
    }
}
