package dev.touchstone.conformance.shrink;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Statements with one operand plainer than in another one: a lower register, a smaller number. Some may be no
/// statements.
public final class PlainerText {
    /// A number, or a name that may be a register's.
    private static final Pattern TOKEN = Pattern.compile("-?\\b0x[0-9a-f]+\\b|-?\\b[0-9]+\\b|\\b[a-z]+[0-9]*[a-z]?\\b");

    private static final Pattern NUMBERED = Pattern.compile("([a-z]+)([0-9]+)");
    private static final List<List<String>> FAMILIES = List.of(
            List.of("rax", "rcx", "rdx", "rbx", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15"),
            List.of(
                    "eax", "ecx", "edx", "ebx", "esi", "edi", "r8d", "r9d", "r10d", "r11d", "r12d", "r13d", "r14d",
                    "r15d"),
            List.of("ax", "cx", "dx", "bx", "si", "di", "r8w", "r9w", "r10w", "r11w", "r12w", "r13w", "r14w", "r15w"),
            List.of(
                    "al", "cl", "dl", "bl", "ah", "ch", "dh", "bh", "sil", "dil", "r8b", "r9b", "r10b", "r11b", "r12b",
                    "r13b", "r14b", "r15b"));

    private PlainerText() {}

    /// The plainer ones, the plainest first.
    public static List<String> of(String statement) {
        Set<String> plainer = new LinkedHashSet<>();
        int operands = statement.indexOf(' ');
        if (operands < 0) {
            return List.of();
        }
        Matcher token = TOKEN.matcher(statement);
        token.region(operands, statement.length());
        while (token.find()) {
            for (String other : plainerThan(token.group())) {
                plainer.add(statement.substring(0, token.start()) + other + statement.substring(token.end()));
            }
        }
        plainer.remove(statement);
        return List.copyOf(plainer);
    }

    private static List<String> plainerThan(String token) {
        if (Character.isLetter(token.charAt(0))) {
            return registers(token);
        }
        long value;
        try {
            value = token.startsWith("-") ? -number(token.substring(1)) : number(token);
        } catch (NumberFormatException e) {
            return List.of();
        }
        List<String> numbers = new ArrayList<>();
        long half = value / 2;
        for (long other : new long[] {0, 1, Math.abs(value) > 16 ? half : 0, value - Long.signum(value)}) {
            if (Math.abs(other) < Math.abs(value) || value < 0 && other == -value) {
                numbers.add((other < 0 ? "-0x" : "0x") + Long.toHexString(Math.abs(other)));
            }
        }
        return numbers;
    }

    private static long number(String digits) {
        return digits.startsWith("0x") ? Long.parseUnsignedLong(digits.substring(2), 16) : Long.parseLong(digits);
    }

    private static List<String> registers(String name) {
        for (List<String> family : FAMILIES) {
            int at = family.indexOf(name.toLowerCase(Locale.ROOT));
            if (at >= 0) {
                return family.subList(0, at);
            }
        }
        Matcher numbered = NUMBERED.matcher(name);
        if (!numbered.matches() || numbered.group(2).length() > 2) {
            return List.of();
        }
        List<String> lower = new ArrayList<>();
        for (int n = 0; n < Integer.parseInt(numbered.group(2)); n++) {
            lower.add(numbered.group(1) + n);
        }
        return lower;
    }
}
