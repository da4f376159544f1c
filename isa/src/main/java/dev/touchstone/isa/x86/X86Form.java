package dev.touchstone.isa.x86;

import dev.touchstone.isa.Effects;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.SourceLine;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One row of the x86 tables.
///
/// @param id `x86:` and the syntax, with the row's `variant=` attribute in parentheses if it has one
/// @param index its place in the tables, from 0
/// @param operands what may stand at each place of the syntax
/// @param opcode the opcode column taken apart
/// @param modes 64, 32 or both
/// @param tuple the EVEX tuple type, which says how disp8 is scaled; null if it isn't
/// @param attributes the words of the attributes column, tuple type apart: `lockable`, `rep`, `notext`...
public record X86Form(
        String id,
        int index,
        String mnemonic,
        String syntax,
        List<OperandSpec> operands,
        X86Encoding opcode,
        Set<Integer> modes,
        Set<Isa> isas,
        String feature,
        Effects effects,
        @Nullable Tuple tuple,
        Set<String> attributes,
        SourceLine source)
        implements Form {
    @Override
    public String encoding() {
        return opcode.text();
    }

    @Override
    public boolean isSampled() {
        return !has("notext");
    }

    public boolean has(String attribute) {
        return attributes.contains(attribute);
    }

    /// Whether the form exists in the mode.
    ///
    /// @param mode 64 or 32
    public boolean isIn(int mode) {
        return modes.contains(mode);
    }

    /// By what a one-byte displacement of the memory operand is multiplied, in bytes.
    ///
    /// @param broadcast whether the operand is broadcast from one element
    public int disp8Scale(boolean broadcast) {
        if (tuple == null) {
            return 1;
        }
        OperandSpec memory = memoryOperand();
        if (memory == null) {
            return 1;
        }
        return broadcast ? memory.broadcastBits() / 8 : tuple.scale(opcode.vectorBits(), elementBits(memory));
    }

    /// The width of one memory element, for tuples of elements.
    private int elementBits(OperandSpec memory) {
        return memory.memory() == OperandSpec.Memory.VSIB
                ? opcode.w() == X86Encoding.W.ONE ? 64 : 32
                : memory.memoryBits() / (tuple == null ? 1 : tuple.elements());
    }

    /// The operand that ModRM addresses in memory, or null.
    public @Nullable OperandSpec memoryOperand() {
        for (OperandSpec operand : operands) {
            if (operand.takesMemory()) {
                return operand;
            }
        }
        return null;
    }

    /// The operand that is encoded in that field, or null. There is at most one but for immediates.
    public @Nullable OperandSpec operandIn(Field field) {
        for (OperandSpec operand : operands) {
            if (operand.field() == field) {
                return operand;
            }
        }
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return syntax;
    }
}
