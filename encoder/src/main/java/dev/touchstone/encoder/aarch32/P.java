package dev.touchstone.encoder.aarch32;

import java.util.stream.IntStream;

/// A coprocessor, `p0` to `p15`.
public final class P {
    private static final P[] ALL = IntStream.range(0, 16).mapToObj(P::new).toArray(P[]::new);

    private final int code;

    private P(int code) {
        this.code = code;
    }

    /// The coprocessor of that number.
    ///
    /// @param number 0 to 15
    /// @throws IllegalArgumentException if there is no such coprocessor
    public static P of(int number) {
        return ALL[Numbers.check("p", number, ALL.length)];
    }

    /// The number in an instruction.
    public int code() {
        return code;
    }

    @Override
    public String toString() {
        return "p" + code;
    }
}
