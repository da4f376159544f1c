package dev.touchstone.conformance.strangers.graal;

import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.RegisterClass;
import dev.touchstone.isa.x86.X86Form;
import java.util.List;
import java.util.Set;

/// What AMD64Assembler's methods call an instruction: AT&T's names, with the width of the operands.
final class GraalAmd64Names {
    private static final Set<String> VECTOR_MOVES = Set.of("movd", "movq");

    private GraalAmd64Names() {}

    static List<String> of(X86Form form) {
        String name = form.mnemonic();
        List<OperandSpec> operands = form.operands();
        if (operands.isEmpty()) {
            return List.of(name);
        }
        boolean general = operands.stream().anyMatch(GraalAmd64Names::isGeneral);
        boolean vector = operands.stream().anyMatch(spec -> spec.register() == RegisterClass.XMM);
        int bits = bits(operands.getFirst());
        boolean absent = operands.stream().anyMatch(spec -> spec.register() == RegisterClass.MM)
                || isUnsized(name) && operands.getFirst().register() == RegisterClass.GPR16
                || vector && name.equals("movq");
        if (absent) {
            return List.of();
        }
        if (VECTOR_MOVES.contains(name)) {
            return vector ? List.of("movdl") : List.of();
        }
        if (name.equals("movzx") || name.equals("movsx")) {
            return List.of(name.substring(0, 4) + suffix(bits(operands.getLast())) + suffix(bits));
        }
        if (name.equals("movsxd")) {
            return bits == 64 ? List.of("movslq") : List.of();
        }
        if (form.opcode().w().name().equals("IGNORED") && vector || !general && vector) {
            return List.of(name);
        }
        if (name.startsWith("cvt")) {
            int width = operands.stream()
                    .filter(GraalAmd64Names::isGeneral)
                    .mapToInt(GraalAmd64Names::bits)
                    .findFirst()
                    .orElse(0);
            return List.of(name + suffix(width));
        }
        if (name.startsWith("cmov")) {
            return List.of("cmov" + suffix(bits));
        }
        if (name.startsWith("set")) {
            return List.of("setb");
        }
        if (vector) {
            return List.of(name);
        }
        return isUnsized(name) ? List.of(name) : List.of(name + suffix(bits));
    }

    /// Names whose last letter is no width.
    private static boolean isUnsized(String name) {
        return Set.of("push", "pop", "call", "jmp", "ret", "fstp", "ffree", "fxch", "clflush", "rdpid")
                        .contains(name)
                || name.startsWith("prefetch");
    }

    private static boolean isGeneral(OperandSpec spec) {
        RegisterClass register = spec.register();
        return register == RegisterClass.GPR8
                || register == RegisterClass.GPR16
                || register == RegisterClass.GPR32
                || register == RegisterClass.GPR64;
    }

    static int bits(OperandSpec spec) {
        return isGeneral(spec) && spec.register() != null ? spec.register().bits() : spec.memoryBits();
    }

    private static String suffix(int bits) {
        return switch (bits) {
            case 8 -> "b";
            case 16 -> "w";
            case 32 -> "l";
            default -> "q";
        };
    }
}
