package dev.touchstone.encoder.aarch64;

import java.util.stream.IntStream;

/// A SIMD and floating-point register as a scalar: `q0` to `q31`, the low quadword of `v0` to `v31`.
public final class Q {
    private static final Q[] ALL = IntStream.range(0, 32).mapToObj(Q::new).toArray(Q[]::new);

    private final int code;

    private Q(int code) {
        this.code = code;
    }

    /// The register of that number.
    ///
    /// @param number 0 to 31
    /// @throws IllegalArgumentException if there is no such register
    public static Q of(int number) {
        return ALL[Numbers.check("q", number, ALL.length)];
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
        return "q" + code;
    }
}
