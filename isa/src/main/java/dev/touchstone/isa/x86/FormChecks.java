package dev.touchstone.isa.x86;

import dev.touchstone.isa.x86.OperandSpec.Immediate;
import dev.touchstone.isa.x86.OperandSpec.Kind;
import dev.touchstone.isa.x86.OperandSpec.Memory;
import dev.touchstone.isa.x86.X86Encoding.Space;
import java.util.ArrayList;
import java.util.List;

/// The self-checks of a row: that its columns agree with each other.
final class FormChecks {
    private final X86Form form;
    private final X86Encoding encoding;

    private FormChecks(X86Form form) {
        this.form = form;
        this.encoding = form.opcode();
    }

    /// @throws IllegalArgumentException if two columns contradict each other
    static void check(X86Form form) {
        FormChecks checks = new FormChecks(form);
        form.operands().forEach(checks::field);
        checks.fieldsOnce();
        checks.fieldsUsed();
        checks.immediates();
        checks.decorations();
        checks.disp8();
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /// The operand can stand in its field, and the encoding has that field.
    private void field(OperandSpec operand) {
        String what =
                "operand \"" + operand + "\" with op/en " + operand.field().letter();
        Kind kind = operand.kind();
        switch (operand.field()) {
            case RM ->
                require(encoding.modRm() && (operand.takesMemory() || kind == Kind.REGISTER), what + ": needs ModRM");
            case REG ->
                require(
                        encoding.modRm() && encoding.digit() < 0 && kind == Kind.REGISTER,
                        what + ": needs /r and a register");
            case VVVV ->
                require(encoding.isVector() && kind == Kind.REGISTER, what + ": needs VEX, XOP or EVEX and a register");
            case OPCODE ->
                require(encoding.registerInOpcode() && kind == Kind.REGISTER, what + ": needs +r and a register");
            case IS4 -> require(encoding.is4() && kind == Kind.REGISTER, what + ": needs /is4 and a register");
            case IMMEDIATE -> require(kind == Kind.IMMEDIATE, what + ": is no immediate");
            case RELATIVE -> require(kind == Kind.RELATIVE, what + ": is no rel8, rel16 or rel32");
            case ADDRESS -> require(kind == Kind.MOFFS || kind == Kind.FAR_POINTER, what + ": is no moffs or ptr16:32");
            case IMPLIED ->
                require(
                        operand.isFixed() || kind == Kind.MEMORY,
                        what + ": only a fixed register or value can be implied");
        }
    }

    private void fieldsOnce() {
        List<Field> seen = new ArrayList<>();
        for (OperandSpec operand : form.operands()) {
            Field field = operand.field();
            boolean once = field != Field.IMMEDIATE && field != Field.IMPLIED;
            require(!once || !seen.contains(field), "two operands with op/en " + field.letter());
            seen.add(field);
        }
    }

    /// What the encoding has room for, an operand uses.
    private void fieldsUsed() {
        require(
                !encoding.registerInOpcode() || form.operandIn(Field.OPCODE) != null,
                "+r, but no operand with op/en O");
        require(!encoding.is4() || form.operandIn(Field.IS4) != null, "/is4, but no operand with op/en L");
        require(
                !encoding.modRm() || form.operandIn(Field.RM) != null || form.operandIn(Field.REG) != null,
                "ModRM, but no operand with op/en M or R");
        require(
                !encoding.newData() || form.operandIn(Field.VVVV) != null || form.has("zu"),
                "ND=1, but no operand with op/en V, and no attribute zu");
        require(encoding.scc() < 0, "SCC (CCMP, CTEST) is not encoded yet");
        require(
                encoding.isApx() || (!encoding.newData() && !encoding.noFlags() && encoding.scc() < 0),
                "ND, NF and SCC are of EVEX map 4");
    }

    private void immediates() {
        List<Integer> widths = new ArrayList<>();
        for (OperandSpec operand : form.operands()) {
            Immediate immediate = operand.immediate();
            if (immediate != null) {
                widths.add(immediate.bits() / 8 + (operand.kind() == Kind.FAR_POINTER ? 2 : 0));
            }
        }
        require(
                widths.equals(encoding.immediates()),
                "the operands have immediates of " + widths + " bytes, the encoding of " + encoding.immediates());
    }

    private void decorations() {
        for (OperandSpec operand : form.operands()) {
            boolean decorated = operand.mask()
                    || operand.zeroing()
                    || operand.rounding()
                    || operand.sae()
                    || operand.broadcastBits() != 0;
            require(!decorated || encoding.space() == Space.EVEX, "decorations of \"" + operand + "\" need EVEX");
            require(!operand.zeroing() || operand.mask(), "{z} without {k1} at \"" + operand + "\"");
        }
    }

    /// The tuple's N is the width of the memory that is accessed.
    private void disp8() {
        OperandSpec memory = form.memoryOperand();
        boolean scaled = encoding.space() == Space.EVEX && !encoding.isApx() && memory != null;
        if (!scaled) {
            require(form.tuple() == null, "tuple type " + form.tuple() + ", but no memory operand of an EVEX form");
            return;
        }
        Tuple tuple = form.tuple();
        require(tuple != null, "an EVEX form with a memory operand needs a tuple type");
        if (tuple == null || memory == null || memory.memory() == Memory.VSIB || tuple.countsElements()) {
            return;
        }
        int scale = form.disp8Scale(false);
        require(
                scale * 8 == memory.memoryBits(),
                "tuple type " + form.tuple() + " scales disp8 by " + scale + ", but \"" + memory + "\" has "
                        + memory.memoryBits() / 8 + " bytes");
    }
}
