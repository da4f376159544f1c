package dev.touchstone.generator.x86;

import dev.touchstone.isa.x86.Field;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.X86Form;
import java.util.List;

/// A form as a typed method calls it: which parameter stands for which operand.
final class BoundForm {
    private final TypedMethod method;
    private final Variant variant;
    private final X86Form form;
    private final List<String> names;

    BoundForm(TypedMethod method, Variant variant, List<String> names) {
        this.method = method;
        this.variant = variant;
        this.form = variant.form();
        this.names = names;
    }

    /// The parameter that stands for an operand.
    String name(OperandSpec operand) {
        int index = form.operands().indexOf(operand);
        int rounding = variant.types().indexOf(ParameterType.ROUNDING);
        return names.get(rounding >= 0 && index >= rounding ? index + 1 : index);
    }

    ParameterType type(OperandSpec operand) {
        return method.parameters().get(names.indexOf(name(operand)));
    }

    /// The number of the register in a field, 0 if there is none.
    String number(Field field) {
        OperandSpec operand = form.operandIn(field);
        if (operand == null) {
            return "0";
        }
        return type(operand).isDestination() ? name(operand) + ".register().number()" : name(operand) + ".number()";
    }
}
