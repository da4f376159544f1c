package dev.touchstone.encoder.aarch32;

import java.util.stream.IntStream;

/// A single-precision floating-point register, `s0` to `s31`.
public final class S {
    private static final S[] ALL = IntStream.range(0, 32).mapToObj(S::new).toArray(S[]::new);

    private final int code;

    private S(int code) {
        this.code = code;
    }

    /// The register of that number.
    ///
    /// @param number 0 to 31
    /// @throws IllegalArgumentException if there is no such register
    public static S of(int number) {
        return ALL[Numbers.check("s", number, ALL.length)];
    }

    /// The number in an instruction.
    public int code() {
        return code;
    }

    /// One element, `s0[1]`.
    public Lane lane(int index) {
        return new Lane(code, index);
    }

    @Override
    public String toString() {
        return "s" + code;
    }

    /// An element of a register.
    ///
    /// @param code the register's number
    /// @param index counted from 0
    public record Lane(int code, int index) {
        @Override
        public String toString() {
            return "s" + code + "[" + index + "]";
        }
    }
}
