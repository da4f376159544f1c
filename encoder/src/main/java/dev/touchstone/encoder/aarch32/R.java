package dev.touchstone.encoder.aarch32;

import java.util.stream.IntStream;

/// A core register, `r0` to `r15`; `sp` is `r13`, `lr` is `r14`, `pc` is `r15`.
public final class R {
    private static final R[] ALL = IntStream.range(0, 16).mapToObj(R::new).toArray(R[]::new);

    private final int code;
    private final WriteBack writeBack;

    private R(int code) {
        this.code = code;
        this.writeBack = new WriteBack(this);
    }

    /// The register of that number.
    ///
    /// @param number 0 to 15
    /// @throws IllegalArgumentException if there is no such register
    public static R of(int number) {
        return ALL[Numbers.check("r", number, ALL.length)];
    }

    /// The number in an instruction.
    public int code() {
        return code;
    }

    /// The register as a base that is written back, `r0!`.
    public WriteBack writeBack() {
        return writeBack;
    }

    @Override
    public String toString() {
        return switch (code) {
            case 13 -> "sp";
            case 14 -> "lr";
            case 15 -> "pc";
            default -> "r" + code;
        };
    }

    /// A base register that takes the address after the access, `r0!`.
    public static final class WriteBack {
        private final R register;

        private WriteBack(R register) {
            this.register = register;
        }

        /// The number in an instruction.
        public int code() {
            return register.code;
        }

        @Override
        public String toString() {
            return register + "!";
        }
    }
}
