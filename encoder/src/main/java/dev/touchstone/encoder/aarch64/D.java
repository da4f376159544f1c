package dev.touchstone.encoder.aarch64;

import java.util.stream.IntStream;

/// A SIMD and floating-point register as a scalar: `d0` to `d31`, the low doubleword of `v0` to `v31`.
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

    /// The whole register.
    public V v() {
        return V.of(code);
    }

    @Override
    public String toString() {
        return "d" + code;
    }
}
