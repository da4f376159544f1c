package dev.touchstone.encoder.aarch64;

import java.util.stream.IntStream;

/// A SIMD and floating-point register as a scalar: `b0` to `b31`, the low byte of `v0` to `v31`.
public final class B {
    private static final B[] ALL = IntStream.range(0, 32).mapToObj(B::new).toArray(B[]::new);

    private final int code;

    private B(int code) {
        this.code = code;
    }

    /// The register of that number.
    ///
    /// @param number 0 to 31
    /// @throws IllegalArgumentException if there is no such register
    public static B of(int number) {
        return ALL[Numbers.check("b", number, ALL.length)];
    }

    /// The number in an instruction.
    public int code() {
        return code;
    }

    /// The whole register.
    public V v() {
        return V.of(code);
    }

    @Override
    public String toString() {
        return "b" + code;
    }
}
