package dev.touchstone.conformance.strangers.graal;

import dev.touchstone.conformance.strangers.MethodsByName;
import dev.touchstone.conformance.strangers.Unmapped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Operands of A64's text as AArch64Assembler's own.
final class GraalAarch64Operands {
    private static final Class<?> REGISTERS = Graal.type("jdk.vm.ci.aarch64.AArch64");
    private static final Class<?> REGISTER = Graal.type(Graal.CODE + "Register");
    private static final Class<?> SHIFTS = Graal.type(Graal.ASM + "aarch64.AArch64Assembler$ShiftType");
    private static final Class<?> EXTENSIONS = Graal.type(Graal.ASM + "aarch64.AArch64Assembler$ExtendType");
    private static final Class<?> CONDITIONS = Graal.type(Graal.ASM + "aarch64.AArch64Assembler$ConditionFlag");
    private static final Class<?> PREFETCHES = Graal.type(Graal.ASM + "aarch64.AArch64Assembler$PrefetchMode");
    private static final List<String> CODES =
            List.of("eq", "ne", "hs", "lo", "mi", "pl", "vs", "vc", "hi", "ls", "ge", "lt", "gt", "le", "al", "nv");
    private static final List<String> SHIFT_NAMES = List.of("lsl", "lsr", "asr", "ror");
    private static final Pattern NUMBERED = Pattern.compile("[wxbhsdqv][0-9]+(\\..*)?");
    private static final Pattern EXTENSION = Pattern.compile("[su]xt[bhwx]");

    static final Object LSL = Graal.constant(SHIFTS, "LSL");

    private GraalAarch64Operands() {}

    static boolean isRegister(Object operand) {
        return REGISTER.isInstance(operand);
    }

    static boolean isRegister(String word) {
        return NUMBERED.matcher(word).matches() || word.endsWith("zr") || word.equals("sp") || word.equals("wsp");
    }

    static boolean isGeneral(String word) {
        return isRegister(word) && (word.charAt(0) == 'w' || word.charAt(0) == 'x' || word.equals("sp"));
    }

    /// Bits of a register, general or scalar.
    static int size(String word) {
        return word.equals("sp")
                ? 64
                : switch (word.charAt(0)) {
                    case 'b' -> 8;
                    case 'h' -> 16;
                    case 'w', 's' -> 32;
                    case 'q' -> 128;
                    default -> 64;
                };
    }

    static Object register(String word) throws Unmapped {
        if (word.endsWith("zr")) {
            return Graal.constant(REGISTERS, "zr");
        }
        if (word.equals("sp") || word.equals("wsp")) {
            return Graal.constant(REGISTERS, "sp");
        }
        if (!NUMBERED.matcher(word).matches()) {
            throw new Unmapped("it has no such operand");
        }
        int dot = word.indexOf('.');
        int number = Integer.parseInt(word.substring(1, dot < 0 ? word.length() : dot));
        return Graal.element(REGISTERS, isGeneral(word) ? "cpuRegisters" : "simdRegisters", number);
    }

    /// What an operand is to a method: mostly one argument; a shift or an extension comes with its amount.
    static List<Object> of(String operand) throws Unmapped {
        String[] words = operand.split(" +");
        if (isRegister(operand)) {
            return List.of(register(operand));
        }
        if (words[0].startsWith("#") && words.length == 1) {
            return List.of(operand.contains(".") ? (Object) Double.valueOf(operand.substring(1)) : number(operand));
        }
        if (CODES.contains(operand)) {
            MethodsByName code = new MethodsByName(CONDITIONS);
            return List.of(Arrays.stream(CONDITIONS.getEnumConstants())
                    .filter(flag -> code.result(flag, "name").toString().equalsIgnoreCase(operand))
                    .findFirst()
                    .orElseThrow(() -> new Unmapped("it has no condition " + operand)));
        }
        boolean shift = SHIFT_NAMES.contains(words[0]);
        if (shift || EXTENSION.matcher(words[0]).matches()) {
            List<Object> both = new ArrayList<>();
            both.add(Graal.constant(shift ? SHIFTS : EXTENSIONS, words[0].toUpperCase(Locale.ROOT)));
            both.add(words.length == 1 ? (Object) 0 : number(words[1]));
            return both;
        }
        throw new Unmapped("it has no such operand");
    }

    static Object extension(String name) {
        return Graal.constant(EXTENSIONS, name.toUpperCase(Locale.ROOT));
    }

    static Object prefetch(String name) throws Unmapped {
        return Arrays.stream(PREFETCHES.getEnumConstants())
                .filter(mode -> mode.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new Unmapped("it has no prefetch " + name));
    }

    /// As `Integer` if it is one, else as `Long`.
    static Object number(String immediate) throws Unmapped {
        long value = value(immediate);
        return value == (int) value ? (Object) (int) value : (Object) value;
    }

    static long value(String immediate) throws Unmapped {
        if (!immediate.matches("#-?(0x)?[0-9a-f]+")) {
            throw new Unmapped("it has no such operand");
        }
        String digits = immediate.substring(1);
        return digits.startsWith("0x") ? Long.parseUnsignedLong(digits.substring(2), 16) : Long.decode(digits);
    }
}
