package dev.touchstone.encoder.aarch32;

import java.util.stream.IntStream;

/// A SIMD register of 128 bits, `q0` to `q15`; `q1` is `d2` and `d3`.
public final class Q {
    private static final Q[] ALL = IntStream.range(0, 16).mapToObj(Q::new).toArray(Q[]::new);

    private final int code;

    private Q(int code) {
        this.code = code;
    }

    /// The register of that number.
    ///
    /// @param number 0 to 15
    /// @throws IllegalArgumentException if there is no such register
    public static Q of(int number) {
        return ALL[Numbers.check("q", number, ALL.length)];
    }

    /// The number in an instruction.
    public int code() {
        return code;
    }

    /// One element, `q0[1]`; its size is the instruction's, which checks the range.
    public Lane lane(int index) {
        return new Lane(code, index);
    }

    /// The low doubleword.
    public D low() {
        return D.of(2 * code);
    }

    /// The high doubleword.
    public D high() {
        return D.of(2 * code + 1);
    }

    @Override
    public String toString() {
        return "q" + code;
    }

    /// An element of a register.
    ///
    /// @param code the register's number
    /// @param index counted from 0
    public record Lane(int code, int index) {
        @Override
        public String toString() {
            return "q" + code + "[" + index + "]";
        }
    }
}
