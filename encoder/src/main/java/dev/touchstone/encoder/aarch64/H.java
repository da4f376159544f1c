package dev.touchstone.encoder.aarch64;

import java.util.stream.IntStream;

/// A SIMD and floating-point register as a scalar: `h0` to `h31`, the low halfword of `v0` to `v31`.
public final class H {
    private static final H[] ALL = IntStream.range(0, 32).mapToObj(H::new).toArray(H[]::new);

    private final int code;

    private H(int code) {
        this.code = code;
    }

    /// The register of that number.
    ///
    /// @param number 0 to 31
    /// @throws IllegalArgumentException if there is no such register
    public static H of(int number) {
        return ALL[Numbers.check("h", number, ALL.length)];
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
        return "h" + code;
    }
}
