package dev.touchstone.encoder.aarch32;

import java.util.stream.IntStream;

/// A coprocessor's register, `c0` to `c15`.
public final class C {
    private static final C[] ALL = IntStream.range(0, 16).mapToObj(C::new).toArray(C[]::new);

    private final int code;

    private C(int code) {
        this.code = code;
    }

    /// The name of that number.
    ///
    /// @param number 0 to 15
    /// @throws IllegalArgumentException if there is no such name
    public static C of(int number) {
        return ALL[Numbers.check("c", number, ALL.length)];
    }

    /// The number in an instruction.
    public int code() {
        return code;
    }

    @Override
    public String toString() {
        return "c" + code;
    }
}
