package dev.touchstone.encoder;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.codec.ConditionCodec;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Arm's `ldr register, =value`: a constant or an address into a register.
///
/// @param mnemonic with its condition and width
/// @param bytes of the literal, 4 or 8
record LiteralLoad(Isa isa, String mnemonic, String register, String value, int bytes) {
    private static final Pattern TEXT = Pattern.compile("(?i)(ldr[a-z.]*)\\s+([a-z][a-z0-9]*)\\s*,\\s*=(.*)");
    private static final Pattern A64_REGISTER = Pattern.compile("(?i)[wx]([0-9]+|zr)|lr|fp");
    private static final Pattern AARCH32_LOAD = Pattern.compile("(?i)ldr([a-z]*)([.][nw])?");
    private static final int ALWAYS = 14;

    /// The load that the statement is, or null if it is something else.
    ///
    /// @throws SyntaxException if it is a load that has no such form
    static @Nullable LiteralLoad of(Isa isa, String statement) {
        Matcher matcher = TEXT.matcher(statement);
        if (isa.isX86() || !matcher.matches()) {
            return null;
        }
        String register = matcher.group(2);
        boolean plain = isa == Isa.A64
                ? matcher.group(1).equalsIgnoreCase("ldr")
                        && A64_REGISTER.matcher(register).matches()
                : isConditionalLoad(matcher.group(1));
        if (!plain) {
            throw new SyntaxException(
                    "= is for an ldr of a general-purpose register, not for " + matcher.group(1) + " " + register, 0);
        }
        boolean wide = isa == Isa.A64 && !register.toLowerCase(Locale.ROOT).startsWith("w");
        return new LiteralLoad(isa, matcher.group(1), register, matcher.group(3).strip(), wide ? 8 : 4);
    }

    private static boolean isConditionalLoad(String mnemonic) {
        Matcher load = AARCH32_LOAD.matcher(mnemonic);
        if (!load.matches()) {
            return false;
        }
        String condition = load.group(1).toLowerCase(Locale.ROOT);
        int code = condition.isEmpty() ? ALWAYS : ConditionCodec.code(condition);
        return code >= 0 && code <= ALWAYS;
    }

    /// The moves that may put a constant into the register, the preferred one first.
    ///
    /// @throws SyntaxException if the register is too narrow for it
    List<String> moves(long constant) {
        if (bytes == Integer.BYTES && (constant < Integer.MIN_VALUE || constant > 0xFFFF_FFFFL)) {
            throw new SyntaxException(
                    "%s takes a constant of 32 bits, %d to %d, not %d"
                            .formatted(register, Integer.MIN_VALUE, 0xFFFF_FFFFL, constant),
                    0);
        }
        String suffix = mnemonic.substring("ldr".length());
        if (isa == Isa.A64) {
            long value = bytes == 4 ? constant & 0xFFFF_FFFFL : constant;
            int shift = value == 0 ? 0 : Long.numberOfTrailingZeros(value) / 16 * 16;
            return List.of("movz %s, #0x%x, lsl #%d".formatted(register, value >>> shift, shift));
        }
        long value = constant & 0xFFFF_FFFFL;
        return List.of(
                "mov%s %s, #0x%x".formatted(suffix, register, value),
                "mvn%s %s, #0x%x".formatted(suffix, register, ~value & 0xFFFF_FFFFL),
                "movw%s %s, #0x%x".formatted(suffix, register, value));
    }

    /// The load from a label.
    String from(String label) {
        return mnemonic + " " + register + ", " + label;
    }
}
