package dev.touchstone.encoder.aarch64;

/// A system register, of those in `SystemRegisters` or by its numbers.
public final class SystemRegister {
    private final int code;
    private final String name;

    SystemRegister(int code, String name) {
        this.code = code;
        this.name = name;
    }

    /// The register `S<op0>_<op1>_C<n>_C<m>_<op2>`.
    ///
    /// @param op0 2 or 3
    /// @param op1 0 to 7
    /// @param n 0 to 15
    /// @param m 0 to 15
    /// @param op2 0 to 7
    /// @throws IllegalArgumentException if a number is out of its range
    public static SystemRegister of(int op0, int op1, int n, int m, int op2) {
        String name = "s" + op0 + "_" + op1 + "_c" + n + "_c" + m + "_" + op2;
        if ((op0 & ~1) != 2 || (op1 & ~7) != 0 || (n & ~15) != 0 || (m & ~15) != 0 || (op2 & ~7) != 0) {
            throw new IllegalArgumentException(
                    "no system register " + name + "; there are s2_0_c0_c0_0 to s3_7_c15_c15_7");
        }
        return new SystemRegister(op0 << 14 | op1 << 11 | n << 7 | m << 3 | op2, name);
    }

    /// op0:op1:CRn:CRm:op2, 16 bits.
    public int code() {
        return code;
    }

    @Override
    public String toString() {
        return name;
    }
}
