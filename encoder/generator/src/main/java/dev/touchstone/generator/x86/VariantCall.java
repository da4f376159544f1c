package dev.touchstone.generator.x86;

import dev.touchstone.isa.x86.Field;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.PackedEncoding;
import dev.touchstone.isa.x86.RegisterClass;
import dev.touchstone.isa.x86.X86Encoding;
import dev.touchstone.isa.x86.X86Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The call that writes a form's bytes from a typed method's parameters.
final class VariantCall {
    private final TypedMethod method;
    private final Variant variant;
    private final X86Form form;
    private final X86Encoding encoding;
    private final List<String> names;
    private final BoundForm bound;

    VariantCall(TypedMethod method, Variant variant, List<String> names) {
        this.method = method;
        this.variant = variant;
        this.form = variant.form();
        this.encoding = form.opcode();
        this.names = names;
        this.bound = new BoundForm(method, variant, names);
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

    String call() {
        if (variant.rounding() || !PackedEncoding.isPackable(form)) {
            return general();
        }
        OperandSpec rm = form.operandIn(Field.RM);
        if (variant.memory() && rm != null) {
            return memory(bound.name(rm));
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

    private String rm() {
        OperandSpec rm = form.operandIn(Field.RM);
        if (rm != null) {
            return bound.number(Field.RM);
        }
        if (form.operandIn(Field.OPCODE) != null) {
            return bound.number(Field.OPCODE);
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
        return bound.type(operand) == ParameterType.LONG ? "(int) " + bound.name(operand) : bound.name(operand);
    }

    /// The immediate as a further argument, or nothing if there is none.
    private String lastImmediate() {
        return PackedEncoding.hasImmediate(form) ? ", " + immediate() : "";
    }

    /// The mask bits of a destination register, 0 if it has none.
    private String mask() {
        return form.operands().stream()
                .filter(o -> o.mask() && !bound.type(o).equals(ParameterType.MEMORY))
                .map(o -> bound.type(o).isDestination() ? bound.name(o) + ".maskBits()" : "0")
                .findFirst()
                .orElse("0");
    }

    /// The byte registers that may need a REX prefix.
    private String force() {
        return form.operands().stream()
                .filter(o -> o.register() == RegisterClass.GPR8 && !o.isFixed() && bound.type(o) == ParameterType.GPR8)
                .map(o -> "OperandConditions.rex(" + bound.name(o) + ")")
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
                "VexForms.reg(emitter(), %s, %s, %s, %s%s)"
                        .formatted(op, bound.number(Field.REG), bound.number(Field.VVVV), rm(), lastImmediate());
            case EVEX ->
                "EvexForms.reg(emitter(), %s, %s, %s, %s, %s, %s)"
                        .formatted(op, bound.number(Field.REG), bound.number(Field.VVVV), rm(), mask(), immediate());
            default -> {
                String force = force();
                if (force.isEmpty() && isPlain()) {
                    String width = encoding.w() == X86Encoding.W.ONE ? "reg64" : "reg32";
                    yield "LegacyForms.%s(emitter(), %s, %s, %s%s)"
                            .formatted(width, op, bound.number(Field.REG), rm(), lastImmediate());
                }
                yield force.isEmpty()
                        ? "LegacyForms.reg(emitter(), %s, %s, %s, %s)"
                                .formatted(op, bound.number(Field.REG), rm(), immediate())
                        : "LegacyForms.byteReg(emitter(), %s, %s, %s, %s, %s)"
                                .formatted(op, bound.number(Field.REG), rm(), force, immediate());
            }
        };
    }

    private String memory(String m) {
        String op = packed(form);
        String address = m + ".packed, " + m + ".disp, " + m + ".label";
        return switch (encoding.space()) {
            case VEX ->
                "VexForms.mem(emitter(), %s, %s, %s, %s, %s)"
                        .formatted(op, bound.number(Field.REG), bound.number(Field.VVVV), address, immediate());
            case EVEX ->
                "EvexForms.mem(emitter(), %s, %s, %s, %s, %s, %s)"
                        .formatted(op, bound.number(Field.REG), bound.number(Field.VVVV), address, mask(), immediate());
            default -> {
                String force = force();
                if (force.isEmpty() && isPlain() && !PackedEncoding.hasImmediate(form)) {
                    yield "LegacyMemory.plain(emitter(), %s, %s, %s)".formatted(op, bound.number(Field.REG), address);
                }
                yield force.isEmpty()
                        ? "LegacyMemory.any(emitter(), %s, %s, %s, %s)"
                                .formatted(op, bound.number(Field.REG), address, immediate())
                        : "LegacyMemory.byteRegister(emitter(), %s, %s, %s, %s, %s)"
                                .formatted(op, bound.number(Field.REG), address, force, immediate());
            }
        };
    }

    private String opcode() {
        String op = packed(form);
        OperandSpec immediate = form.operandIn(Field.IMMEDIATE);
        if (immediate != null && encoding.immediates().getFirst() == 8) {
            return "LegacyForms.opcode64(emitter(), %s, %s, %s)".formatted(op, rm(), bound.name(immediate));
        }
        String force = force();
        boolean plain32 = isPlain() && encoding.map() == 0 && encoding.w() != X86Encoding.W.ONE;
        if (plain32 && immediate != null && encoding.immediates().getFirst() == 4) {
            return "LegacyForms.opcode32(emitter(), %s, %s, %s)".formatted(op, rm(), immediate());
        }
        return force.isEmpty()
                ? "LegacyForms.opcode(emitter(), %s, %s, %s)".formatted(op, rm(), immediate())
                : "LegacyForms.byteOpcode(emitter(), %s, %s, %s, %s)".formatted(op, rm(), force, immediate());
    }
}
