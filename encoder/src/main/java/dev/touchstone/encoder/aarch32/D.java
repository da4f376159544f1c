package dev.touchstone.encoder.aarch32;

import java.util.stream.IntStream;

/// A double-precision floating-point and SIMD register, `d0` to `d31`.
public final class D {
    private static final D[] ALL = IntStream.range(0, 32).mapToObj(D::new).toArray(D[]::new);

    private final int code;

    private D(int code) {
        this.code = code;
    }

    /// The register of that number.
    ///
    /// @param number 0 to 31
    /// @throws IllegalArgumentException if there is no such register
    public static D of(int number) {
        return ALL[Numbers.check("d", number, ALL.length)];
    }

    /// The number in an instruction.
    public int code() {
        return code;
    }

    /// One element, `d0[1]`; its size is the instruction's, which checks the range.
    public Lane lane(int index) {
        return new Lane(code, index);
    }

    /// Each element, `d0[]`.
    public All all() {
        return new All(code);
    }

    @Override
    public String toString() {
        return "d" + code;
    }

    /// An element of a register.
    ///
    /// @param code the register's number
    /// @param index counted from 0
    public record Lane(int code, int index) {
        @Override
        public String toString() {
            return "d" + code + "[" + index + "]";
        }
    }

    /// Every element of a register.
    ///
    /// @param code the register's number
    public record All(int code) {
        @Override
        public String toString() {
            return "d" + code + "[]";
        }
    }
}
