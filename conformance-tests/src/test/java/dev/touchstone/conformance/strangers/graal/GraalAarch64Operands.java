package dev.touchstone.conformance.strangers.graal;

import dev.touchstone.conformance.strangers.MethodsByName;
import dev.touchstone.conformance.strangers.Unmapped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Operands of A64's text as AArch64Assembler's own.
final class GraalAarch64Operands {
    private static final Class<?> REGISTERS = Graal.type("jdk.vm.ci.aarch64.AArch64");
    private static final Class<?> REGISTER = Graal.type(Graal.CODE + "Register");
    private static final Class<?> SHIFTS = Graal.type(Graal.ASM + "aarch64.AArch64Assembler$ShiftType");
    private static final Class<?> CONDITIONS = Graal.type(Graal.ASM + "aarch64.AArch64Assembler$ConditionFlag");
    private static final List<String> CODES =
            List.of("eq", "ne", "hs", "lo", "mi", "pl", "vs", "vc", "hi", "ls", "ge", "lt", "gt", "le", "al", "nv");
    private static final Pattern NUMBERED = Pattern.compile("[wxsd][0-9]+");

    static final Object LSL = Graal.constant(SHIFTS, "LSL");

    private GraalAarch64Operands() {}

    static boolean isRegister(Object operand) {
        return REGISTER.isInstance(operand);
    }

    static boolean isRegister(String word) {
        return NUMBERED.matcher(word).matches() || word.endsWith("zr") || word.endsWith("sp");
    }

    static int size(String word) {
        return word.startsWith("w") || word.startsWith("s") && !word.equals("sp") ? 32 : 64;
    }

    static Object of(String word) throws Unmapped {
        if (word.endsWith("zr")) {
            return Graal.constant(REGISTERS, "zr");
        }
        if (word.equals("sp") || word.equals("wsp")) {
            return Graal.constant(REGISTERS, "sp");
        }
        if (NUMBERED.matcher(word).matches()) {
            boolean general = word.startsWith("w") || word.startsWith("x");
            int number = Integer.parseInt(word.substring(1));
            return Graal.element(REGISTERS, general ? "cpuRegisters" : "simdRegisters", number);
        }
        if (word.startsWith("#") && word.matches("#-?(0x)?[0-9a-f]+")) {
            long value = word.startsWith("#-") ? Long.decode(word.substring(1)) : number(word.substring(1));
            return value == (int) value ? (Object) (int) value : value;
        }
        if (CODES.contains(word)) {
            MethodsByName code = new MethodsByName(CONDITIONS);
            return Arrays.stream(CONDITIONS.getEnumConstants())
                    .filter(flag -> code.result(flag, "name").toString().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() -> new Unmapped("it has no condition " + word));
        }
        if (List.of("lsl", "lsr", "asr", "ror").contains(word)) {
            return Graal.constant(SHIFTS, word.toUpperCase(Locale.ROOT));
        }
        throw new Unmapped("it has no such operand");
    }

    private static long number(String text) {
        return text.startsWith("0x") ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseLong(text);
    }
}
