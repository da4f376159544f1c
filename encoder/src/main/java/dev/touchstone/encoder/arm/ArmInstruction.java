package dev.touchstone.encoder.arm;

import dev.touchstone.encoder.Instruction;
import dev.touchstone.isa.arm.ArmForm;
import java.util.Arrays;
import java.util.List;

/// A form with a value for each of its holes, and labels in place of some.
public final class ArmInstruction implements Instruction {
    private final ArmForm form;
    private final long[] values;
    private final List<LabelReference> labels;

    /// @param values one for each of the form's holes, in order
    /// @throws IllegalArgumentException if the values are more or fewer than the form's holes
    public ArmInstruction(ArmForm form, long[] values, List<LabelReference> labels) {
        this(values.clone(), form, List.copyOf(labels));
        if (values.length != form.holes().size()) {
            throw new IllegalArgumentException(
                    form + " has " + form.holes().size() + " operands, given are " + values.length);
        }
    }

    private ArmInstruction(long[] values, ArmForm form, List<LabelReference> labels) {
        this.form = form;
        this.values = values;
        this.labels = labels;
    }

    /// An instruction without labels that takes the array for its own.
    static ArmInstruction owning(ArmForm form, long[] values) {
        return new ArmInstruction(values, form, List.of());
    }

    @Override
    public ArmForm form() {
        return form;
    }

    /// The value of the form's hole `index`; 0 where a label stands.
    public long value(int index) {
        return values[index];
    }

    /// The condition that its IT block must give it: 0 (eq) to 14 (al, or no block).
    public int itCondition() {
        return form.itCondition() < 0 ? 14 : (int) values[form.itCondition()];
    }

    /// All values, in the order of the form's holes.
    public long[] values() {
        return values.clone();
    }

    /// The labels among the operands.
    public List<LabelReference> labels() {
        return labels;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ArmInstruction other
                && form == other.form
                && Arrays.equals(values, other.values)
                && labels.equals(other.labels);
    }

    @Override
    public int hashCode() {
        return form.hashCode() * 31 + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return form.id() + " " + Arrays.toString(values);
    }
}
