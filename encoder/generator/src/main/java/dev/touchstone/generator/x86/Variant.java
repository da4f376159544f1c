package dev.touchstone.generator.x86;

import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.OperandSpec.Kind;
import dev.touchstone.isa.x86.RegisterClass;
import dev.touchstone.isa.x86.X86Form;
import java.util.ArrayList;
import java.util.List;

/// One way to call a form: with a register or with memory where it takes either, with rounding or without.
///
/// @param memory whether the operand that may be memory is
/// @param rounding whether a rounding parameter follows the operand that may be rounded
/// @param types the parameters' types
record Variant(X86Form form, boolean memory, boolean rounding, List<ParameterType> types) {
    static List<Variant> of(X86Form form) {
        List<Variant> variants = new ArrayList<>();
        boolean either = form.operands().stream().anyMatch(o -> o.kind() == Kind.REGISTER_OR_MEMORY);
        boolean onlyMemory = form.operands().stream().anyMatch(o -> o.kind() == Kind.MEMORY);
        boolean rounds = form.operands().stream().anyMatch(o -> o.rounding() || o.sae());
        if (!onlyMemory) {
            variants.add(of(form, false, false));
            if (rounds) {
                variants.add(of(form, false, true));
            }
        }
        if (either || onlyMemory) {
            variants.add(of(form, true, false));
        }
        return variants;
    }

    private static Variant of(X86Form form, boolean memory, boolean rounding) {
        List<ParameterType> types = new ArrayList<>();
        for (OperandSpec operand : form.operands()) {
            types.add(type(operand, memory));
            if (rounding && (operand.rounding() || operand.sae())) {
                types.add(ParameterType.ROUNDING);
            }
        }
        return new Variant(form, memory, rounding, List.copyOf(types));
    }

    private static ParameterType type(OperandSpec operand, boolean memory) {
        RegisterClass register = operand.register();
        return switch (operand.kind()) {
            case MEMORY, MOFFS -> ParameterType.MEMORY;
            case REGISTER, REGISTER_OR_MEMORY -> {
                if (memory && operand.takesMemory() || register == null) {
                    yield ParameterType.MEMORY;
                }
                yield ParameterType.of(register, operand.mask());
            }
            case IMMEDIATE -> bits(operand) == 64 ? ParameterType.LONG : ParameterType.INT;
            case FIXED_IMMEDIATE -> ParameterType.INT;
            case RELATIVE -> ParameterType.LABEL;
            case FAR_POINTER -> ParameterType.FAR_POINTER;
        };
    }

    private static int bits(OperandSpec operand) {
        OperandSpec.Immediate immediate = operand.immediate();
        return immediate == null ? 0 : immediate.bits();
    }

    /// Whether a method with these parameter types can call this form.
    boolean suits(List<ParameterType> parameters) {
        if (parameters.size() != types.size()) {
            return false;
        }
        for (int i = 0; i < types.size(); i++) {
            if (!parameters.get(i).suits(types.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// The operand that parameter `index` is, or null for the rounding.
    int operandOf(int index) {
        int rounding = types.indexOf(ParameterType.ROUNDING);
        return rounding < 0 || index < rounding ? index : index - 1;
    }
}
