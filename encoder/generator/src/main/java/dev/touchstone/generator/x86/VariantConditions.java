package dev.touchstone.generator.x86;

import dev.touchstone.isa.x86.Field;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.OperandSpec.Kind;
import dev.touchstone.isa.x86.PackedEncoding;
import dev.touchstone.isa.x86.RegisterClass;
import dev.touchstone.isa.x86.X86Encoding;
import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Form;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a form takes a typed method's operands.
///
/// The emitter refuses registers, addresses and widths that a form has no encoding for. Conditions are needed
/// for the values that it doesn't look at (immediates, fixed registers), and where a later form takes what this
/// one can't.
final class VariantConditions {
    private final TypedMethod method;
    private final Variant variant;
    private final X86Form form;
    private final X86Encoding encoding;
    private final List<String> names;
    private final boolean last;
    private final BoundForm bound;

    /// @param last whether no other form follows
    VariantConditions(TypedMethod method, Variant variant, List<String> names, boolean last) {
        this.method = method;
        this.variant = variant;
        this.form = variant.form();
        this.encoding = form.opcode();
        this.names = names;
        this.last = last;
        this.bound = new BoundForm(method, variant, names);
    }

    List<String> conditions() {
        List<String> conditions = new ArrayList<>();
        if (!form.modes().equals(method.modes())) {
            conditions.add("emitter().mode() == " + form.modes().iterator().next());
        }
        OperandSpec register = form.operandIn(Field.OPCODE);
        if (form.has("not0") && register != null) {
            conditions.add("(emitter().mode() == 32 || " + bound.name(register) + ".number() != 0)");
        }
        if (form.has("lowhigh") && !variant.memory()) {
            conditions.add(bound.number(Field.RM) + " < 8");
            conditions.add(bound.number(Field.REG) + " >= 8");
        }
        for (int i = 0; i < names.size(); i++) {
            if (method.parameters().get(i) != ParameterType.ROUNDING) {
                parameter(conditions, i, form.operands().get(variant.operandOf(i)));
            } else if (!last) {
                boolean rounds = form.operands().stream().anyMatch(OperandSpec::rounding);
                conditions.add(rounds ? names.get(i) + ".rounds()" : names.get(i) + " == Rounding.SAE");
            }
        }
        if (!last) {
            registersBelow16(conditions);
        }
        return conditions;
    }

    private void parameter(List<String> conditions, int index, OperandSpec operand) {
        String name = names.get(index);
        ParameterType type = method.parameters().get(index);
        if (type.isDestination() && !operand.mask()) {
            conditions.add(name + ".maskBits() == 0");
        }
        if (operand.kind() == Kind.FIXED_IMMEDIATE) {
            conditions.add(name + " == " + operand.fixed());
        } else if (operand.kind() == Kind.IMMEDIATE) {
            String condition = immediate(operand, type, name);
            if (!condition.isEmpty()) {
                conditions.add(condition);
            }
        } else if (operand.isFixed() && type.isRegister()) {
            conditions.add(name + ".number() == " + operand.fixed());
        } else if (operand.kind() == Kind.MOFFS && !last) {
            conditions.add("emitter().isAbsolute(" + name + ")");
            size(conditions, operand, name);
        } else if (type == ParameterType.MEMORY && !last) {
            size(conditions, operand, name);
            RegisterClass vsib = operand.vsib();
            if (vsib != null) {
                int code = vsib.ordinal() - RegisterClass.XMM.ordinal() + 1;
                conditions.add("OperandConditions.hasVectorIndex(" + name + ", " + code + ")");
            }
            if (encoding.space() == Space.VEX) {
                conditions.add("OperandConditions.isVex(" + name + ")");
            }
        } else if (type == ParameterType.MEMORY) {
            size(conditions, operand, name);
        }
    }

    /// Where the forms differ in the width of the memory, the operand must say it.
    private void size(List<String> conditions, OperandSpec operand, String name) {
        boolean differ = method.variants().stream()
                        .map(v -> memoryBits(v.form()))
                        .distinct()
                        .count()
                > 1;
        if (differ) {
            int code = PackedEncoding.sizeCode(operand.memoryBits());
            if (operand.broadcastBits() != 0) {
                int log2 = Integer.numberOfTrailingZeros(operand.memoryBits() / operand.broadcastBits());
                conditions.add("OperandConditions.isSizedOrBroadcast(" + name + ", " + code + ", " + log2 + ")");
                return;
            }
            String check = form.has("unsized") || operand.memoryBits() == 0 ? "isSizedOrNot" : "isSized";
            conditions.add("OperandConditions." + check + "(" + name + ", " + code + ")");
        }
    }

    private static int memoryBits(X86Form form) {
        OperandSpec memory = memoryOperand(form);
        return memory == null ? 0 : memory.memoryBits();
    }

    private static @Nullable OperandSpec memoryOperand(X86Form form) {
        for (OperandSpec operand : form.operands()) {
            if (operand.takesMemory() || operand.kind() == Kind.MOFFS) {
                return operand;
            }
        }
        return null;
    }

    private static String immediate(OperandSpec operand, ParameterType type, String name) {
        OperandSpec.Immediate immediate = operand.immediate();
        if (immediate == null) {
            return "";
        }
        boolean extended = immediate.bits() != immediate.extended();
        return switch (immediate.bits()) {
            case 8 -> {
                String narrow = type == ParameterType.LONG ? "(int) " + name : name;
                String range = type == ParameterType.LONG ? "OperandConditions.isSimm32(" + name + ") && " : "";
                String check = !extended ? "isImm8" : immediate.extended() == 16 ? "isSimm8Of16" : "isSimm8";
                yield range + "OperandConditions." + check + "(" + narrow + ")";
            }
            case 16 -> "OperandConditions.isImm16(" + name + ")";
            case 32 ->
                type == ParameterType.INT
                        ? ""
                        : "OperandConditions." + (extended ? "isSimm32(" : "isImm32(") + name + ")";
            default -> "";
        };
    }

    /// VEX and some legacy forms don't reach the registers above 15, which a later form may.
    private void registersBelow16(List<String> conditions) {
        boolean bounded = encoding.space() == Space.VEX
                || encoding.space() == Space.XOP
                || encoding.space() == Space.LEGACY && (encoding.map() > 1 || form.has("norex2"));
        if (!bounded) {
            return;
        }
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ParameterType type = method.parameters().get(i);
            if (type == ParameterType.ROUNDING) {
                continue;
            }
            OperandSpec operand = form.operands().get(variant.operandOf(i));
            RegisterClass register = operand.register();
            if (type.isRegister() && register != null && register.count() > 16 && !operand.isFixed()) {
                String name = names.get(i) + (type.isDestination() ? ".register()" : "");
                numbers.add(name + (register == RegisterClass.GPR8 ? ".code()" : ".number()"));
            }
            if (type == ParameterType.MEMORY && encoding.space() == Space.LEGACY) {
                conditions.add("OperandConditions.isBelow16(" + names.get(i) + ")");
            }
        }
        if (!numbers.isEmpty()) {
            conditions.add("(" + String.join(" | ", numbers) + ") < 16");
        }
    }
}
