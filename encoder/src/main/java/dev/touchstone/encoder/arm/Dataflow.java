package dev.touchstone.encoder.arm;

import dev.touchstone.isa.arm.ArmAttributes;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.TemplatePart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a form does with its operands: from `access=`, or by the rules that the grammar gives for rows without
/// it.
final class Dataflow {
    /// A register that the syntax names outright.
    record Fixed(String name, Access access) {}

    private final Access[] accesses;
    private final List<Fixed> fixed = new ArrayList<>();
    private final AddressShape address;
    /// The hole of the register list's base, or -1.
    private int listBase = -1;

    private Dataflow(ArmForm form) {
        this.accesses = new Access[form.holes().size()];
        this.address = AddressShape.of(form);
        Arrays.fill(accesses, Access.NONE);
        operands(form);
        written(form);
        if (address.base >= 0 && form.attributes().memory() != null) {
            accesses[address.base] = accesses[address.base].and(address.writesBase ? Access.UPDATE : Access.READ);
        }
    }

    static Dataflow of(ArmForm form) {
        return new Dataflow(form);
    }

    Access access(int hole) {
        return accesses[hole];
    }

    List<Fixed> fixed() {
        return fixed;
    }

    AddressShape address() {
        return address;
    }

    int listBase() {
        return listBase;
    }

    private void operands(ArmForm form) {
        ArmAttributes attributes = form.attributes();
        List<TemplatePart> parts = form.template().parts();
        boolean stores = attributes.memory() != null
                && attributes.memory().written()
                && !attributes.memory().read();
        boolean first = !stores;
        int counted = 0;
        int end = parts.indexOf(new TemplatePart.End());
        for (int i = 0; i < end; i++) {
            boolean inBrackets = i > address.firstPart && i < address.lastPart;
            if (parts.get(i) instanceof TemplatePart.Literal literal && isCoreName(literal.text())) {
                fixed.add(new Fixed(literal.text(), first && !inBrackets ? Access.UPDATE : Access.READ));
                first = false;
            }
            if (!(parts.get(i) instanceof TemplatePart.Operand operand)) {
                continue;
            }
            Hole hole = form.holes().get(operand.hole());
            if (!hole.codec().isRegister()) {
                continue;
            }
            if (operand.repeated()) {
                accesses[hole.index()] = attributes.access().isEmpty()
                        ? accesses[hole.index()].and(Access.READ)
                        : accesses[hole.index()];
                continue;
            }
            if (counted < attributes.access().size()) {
                accesses[hole.index()] = Access.of(attributes.access().get(counted));
            } else {
                accesses[hole.index()] =
                        first && !inBrackets ? merging(parts) ? Access.UPDATE : Access.WRITE : Access.READ;
            }
            first &= inBrackets;
            counted++;
        }
    }

    private static boolean isCoreName(String text) {
        return text.equals("sp") || text.equals("pc") || text.equals("lr");
    }

    private static boolean merging(List<TemplatePart> parts) {
        for (int i = 1; i < parts.size(); i++) {
            if (AddressShape.isLiteral(parts.get(i), "m") && AddressShape.isLiteral(parts.get(i - 1), "/")) {
                return true;
            }
        }
        return false;
    }

    /// `<Rn>!` without brackets, and the base of a list's transfer.
    private void written(ArmForm form) {
        List<TemplatePart> parts = form.template().parts();
        int end = parts.indexOf(new TemplatePart.End());
        for (int i = 0; i + 1 < end; i++) {
            if (parts.get(i) instanceof TemplatePart.Operand operand && AddressShape.isLiteral(parts.get(i + 1), "!")) {
                accesses[operand.hole()] = Access.UPDATE;
                listBase = operand.hole();
            }
        }
        ArmAttributes.Memory memory = form.attributes().memory();
        if (memory == null || !memory.perRegister() || address.base >= 0 || !address.fixedBase.isEmpty()) {
            return;
        }
        List<Hole> registers =
                form.holes().stream().filter(h -> h.codec().isRegister()).toList();
        if (registers.size() > 1) {
            Hole base = registers.getFirst();
            Hole list = registers.get(1);
            if (listBase < 0) {
                listBase = base.index();
                accesses[base.index()] = Access.READ;
            }
            accesses[list.index()] = memory.read() ? Access.WRITE : Access.READ;
        }
    }
}
