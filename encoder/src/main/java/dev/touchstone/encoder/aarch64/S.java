package dev.touchstone.encoder.aarch64;

import java.util.stream.IntStream;

/// A SIMD and floating-point register as a scalar: `s0` to `s31`, the low word of `v0` to `v31`.
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

    /// The whole register.
    public V v() {
        return V.of(code);
    }

    @Override
    public String toString() {
        return "s" + code;
    }
}
