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
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The source of one form's part in a typed method: when the form takes the operands, and the call that writes
/// it.
///
/// The emitter refuses registers, addresses and widths that a form has no encoding for. Conditions are needed
/// for the values that it doesn't look at (immediates, fixed registers), and where a later form takes what this
/// one can't.
final class VariantSource {
    private final TypedMethod method;
    private final Variant variant;
    private final X86Form form;
    private final X86Encoding encoding;
    private final List<String> names;
    private final boolean last;

    VariantSource(TypedMethod method, Variant variant, List<String> names, boolean last) {
        this.method = method;
        this.variant = variant;
        this.form = variant.form();
        this.encoding = form.opcode();
        this.names = names;
        this.last = last;
    }

    /// The form's constant.
    static String packed(X86Form form) {
        return "0x" + Long.toHexString(PackedEncoding.pack(form)).toUpperCase(Locale.ROOT) + "L";
    }

    /// A parameter as an operand value of the generic encoder.
    static String operand(ParameterType type, String name) {
        return switch (type) {
            case INT, LONG -> "new Imm(" + name + ")";
            case LABEL -> "new Target(" + name + ")";
            default -> name;
        };
    }

    // Conditions.

    List<String> conditions() {
        List<String> conditions = new ArrayList<>();
        if (!form.modes().equals(method.modes())) {
            conditions.add("emitter().mode() == " + form.modes().iterator().next());
        }
        OperandSpec register = form.operandIn(Field.OPCODE);
        if (form.has("not0") && register != null) {
            conditions.add("(emitter().mode() == 32 || " + name(register) + ".number() != 0)");
        }
        if (form.has("lowhigh") && !variant.memory()) {
            conditions.add(number(Field.RM) + " < 8");
            conditions.add(number(Field.REG) + " >= 8");
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
                conditions.add("X86Emitter.hasVectorIndex(" + name + ", " + code + ")");
            }
            if (encoding.space() == Space.VEX) {
                conditions.add("X86Emitter.isVex(" + name + ")");
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
                conditions.add("X86Emitter.isSizedOrBroadcast(" + name + ", " + code + ", " + log2 + ")");
                return;
            }
            String check = form.has("unsized") || operand.memoryBits() == 0 ? "isSizedOrNot" : "isSized";
            conditions.add("X86Emitter." + check + "(" + name + ", " + code + ")");
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
                String range = type == ParameterType.LONG ? "X86Emitter.isSimm32(" + name + ") && " : "";
                String check = !extended ? "isImm8" : immediate.extended() == 16 ? "isSimm8Of16" : "isSimm8";
                yield range + "X86Emitter." + check + "(" + narrow + ")";
            }
            case 16 -> "X86Emitter.isImm16(" + name + ")";
            case 32 ->
                type == ParameterType.INT ? "" : "X86Emitter." + (extended ? "isSimm32(" : "isImm32(") + name + ")";
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
                conditions.add("X86Emitter.isBelow16(" + names.get(i) + ")");
            }
        }
        if (!numbers.isEmpty()) {
            conditions.add("(" + String.join(" | ", numbers) + ") < 16");
        }
    }

    // The call.

    String call() {
        if (variant.rounding() || !PackedEncoding.isPackable(form)) {
            return general();
        }
        OperandSpec rm = form.operandIn(Field.RM);
        if (variant.memory() && rm != null) {
            return memory(name(rm));
        }
        if (encoding.modRm() || encoding.opcode().size() == 2) {
            return registers();
        }
        return opcode();
    }

    private String general() {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (method.parameters().get(i) != ParameterType.ROUNDING) {
                arguments.add(", " + operand(method.parameters().get(i), names.get(i)));
            }
        }
        String start = variant.rounding()
                ? "emitter().rounded(" + form.index() + ", rounding"
                : "emitter().general(" + form.index();
        return start + String.join("", arguments) + ")";
    }

    /// The parameter that stands for an operand.
    private String name(OperandSpec operand) {
        int index = form.operands().indexOf(operand);
        int rounding = variant.types().indexOf(ParameterType.ROUNDING);
        return names.get(rounding >= 0 && index >= rounding ? index + 1 : index);
    }

    private ParameterType type(OperandSpec operand) {
        return method.parameters().get(names.indexOf(name(operand)));
    }

    /// The number of the register in a field, 0 if there is none.
    private String number(Field field) {
        OperandSpec operand = form.operandIn(field);
        if (operand == null) {
            return "0";
        }
        return type(operand).isDestination() ? name(operand) + ".register().number()" : name(operand) + ".number()";
    }

    private String rm() {
        OperandSpec rm = form.operandIn(Field.RM);
        if (rm != null) {
            return number(Field.RM);
        }
        if (form.operandIn(Field.OPCODE) != null) {
            return number(Field.OPCODE);
        }
        return encoding.opcode().size() == 2 ? "" + (encoding.opcode().get(1) & 7) : "0";
    }

    /// The immediate as an int.
    private String immediate() {
        if (encoding.suffix() >= 0) {
            return "0x" + Integer.toHexString(encoding.suffix());
        }
        OperandSpec operand = form.operandIn(Field.IMMEDIATE);
        if (operand == null) {
            return "0";
        }
        return type(operand) == ParameterType.LONG ? "(int) " + name(operand) : name(operand);
    }

    /// The mask bits of a destination register, 0 if it has none.
    private String mask() {
        return form.operands().stream()
                .filter(o -> o.mask() && !type(o).equals(ParameterType.MEMORY))
                .map(o -> type(o).isDestination() ? name(o) + ".maskBits()" : "0")
                .findFirst()
                .orElse("0");
    }

    /// The byte registers that may need a REX prefix.
    private String force() {
        return form.operands().stream()
                .filter(o -> o.register() == RegisterClass.GPR8 && !o.isFixed() && type(o) == ParameterType.GPR8)
                .map(o -> "X86Emitter.rex(" + name(o) + ")")
                .collect(Collectors.joining(" | "));
    }

    /// Whether there is no prefix but REX, and the opcode has one or two bytes.
    private boolean isPlain() {
        return encoding.prefix() == 0 && !encoding.operandSize16() && encoding.map() <= 1;
    }

    private String registers() {
        String op = packed(form);
        return switch (encoding.space()) {
            case VEX ->
                "emitter().vexReg(%s, %s, %s, %s, %s)"
                        .formatted(op, number(Field.REG), number(Field.VVVV), rm(), immediate());
            case EVEX ->
                "emitter().evexReg(%s, %s, %s, %s, %s, %s)"
                        .formatted(op, number(Field.REG), number(Field.VVVV), rm(), mask(), immediate());
            default -> {
                String force = force();
                if (force.isEmpty() && isPlain()) {
                    String width = encoding.w() == X86Encoding.W.ONE ? "reg64" : "reg32";
                    String imm = PackedEncoding.hasImmediate(form) ? ", " + immediate() : "";
                    yield "emitter().%s(%s, %s, %s%s)".formatted(width, op, number(Field.REG), rm(), imm);
                }
                yield force.isEmpty()
                        ? "emitter().legacyReg(%s, %s, %s, %s)".formatted(op, number(Field.REG), rm(), immediate())
                        : "emitter().byteReg(%s, %s, %s, %s, %s)"
                                .formatted(op, number(Field.REG), rm(), force, immediate());
            }
        };
    }

    private String memory(String m) {
        String op = packed(form);
        String address = m + ".packed, " + m + ".disp, " + m + ".label";
        return switch (encoding.space()) {
            case VEX ->
                "emitter().vexMem(%s, %s, %s, %s, %s)"
                        .formatted(op, number(Field.REG), number(Field.VVVV), address, immediate());
            case EVEX ->
                "emitter().evexMem(%s, %s, %s, %s, %s, %s)"
                        .formatted(op, number(Field.REG), number(Field.VVVV), address, mask(), immediate());
            default -> {
                String force = force();
                yield force.isEmpty()
                        ? "emitter().legacyMem(%s, %s, %s, %s)".formatted(op, number(Field.REG), address, immediate())
                        : "emitter().byteMem(%s, %s, %s, %s, %s)"
                                .formatted(op, number(Field.REG), address, force, immediate());
            }
        };
    }

    private String opcode() {
        String op = packed(form);
        OperandSpec immediate = form.operandIn(Field.IMMEDIATE);
        if (immediate != null && encoding.immediates().getFirst() == 8) {
            return "emitter().legacyOpcode64(%s, %s, %s)".formatted(op, rm(), name(immediate));
        }
        String force = force();
        boolean plain32 = isPlain() && encoding.map() == 0 && encoding.w() != X86Encoding.W.ONE;
        if (plain32 && immediate != null && encoding.immediates().getFirst() == 4) {
            return "emitter().opcode32(%s, %s, %s)".formatted(op, rm(), immediate());
        }
        return force.isEmpty()
                ? "emitter().legacyOpcode(%s, %s, %s)".formatted(op, rm(), immediate())
                : "emitter().byteOpcode(%s, %s, %s, %s)".formatted(op, rm(), force, immediate());
    }
}
