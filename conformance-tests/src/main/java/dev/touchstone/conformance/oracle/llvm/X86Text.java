package dev.touchstone.conformance.oracle.llvm;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Makes LLVM's Intel text say all that the bytes say: it leaves out what its own assembler would have to be
/// told. And says to its assembler what it has another word for.
final class X86Text {
    /// With an operand-size prefix, in 64-bit mode, these are the 16-bit ones.
    private static final Map<String, String> WORD_SIZED_64 = Map.of("pushf", "pushfw", "popf", "popfw");

    private static final Pattern FAR = Pattern.compile("(call|jmp) (\\w+):(\\w+)");

    private X86Text() {}

    /// The line as LLVM's assembler takes it: a far branch to a pointer in the code has its own mnemonic there.
    static String asked(String line) {
        return FAR.matcher(line).replaceFirst("l$1 $2, $3");
    }

    /// @param code the instruction's bytes
    /// @param wide whether they are of 64-bit mode
    static String exact(String line, byte[] code, boolean wide) {
        int at = 0;
        boolean operandSize = false;
        while (at < code.length && isPrefix(code[at])) {
            operandSize |= code[at] == 0x66;
            at++;
        }
        if (at + 1 < code.length && code[at] == 0x62 && (wide || (code[at + 1] & 0xC0) == 0xC0)) {
            return "{evex} " + line;
        }
        if (line.startsWith("lcall") || line.startsWith("ljmp")) {
            boolean rexW = wide && at < code.length && (code[at] & 0xF8) == 0x48;
            return far(line.substring(1), rexW ? "tbyte" : operandSize ? "dword" : "fword");
        }
        return operandSize && wide ? WORD_SIZED_64.getOrDefault(line, line) : line;
    }

    /// A far branch, with the size of the pointer that it reads or the colon of the pointer that it holds.
    private static String far(String line, String size) {
        return line.contains("[")
                ? line.replaceFirst("\\s+", " far " + size + " ptr ")
                : line.replaceFirst(",\\s*", ":");
    }

    /// The statements of one piece of code. A prefix that stands alone belongs to what follows it; a wait
    /// before an x87 instruction is that instruction's waiting form.
    static String join(List<String> statements) {
        return String.join("\n", statements)
                .replaceAll("(?m)^wait\\nfn", "f")
                .replaceAll("(?m)^(lock|rep|repe|repne)\\n", "$1 ");
    }

    private static boolean isPrefix(byte b) {
        return switch (b & 0xFF) {
            case 0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65, 0x66, 0x67 -> true;
            default -> false;
        };
    }
}
