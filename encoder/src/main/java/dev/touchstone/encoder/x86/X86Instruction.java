package dev.touchstone.encoder.x86;

import dev.touchstone.encoder.Instruction;
import dev.touchstone.isa.x86.X86Form;
import java.util.List;

/// A form with its operands. Whether the operands have an encoding is checked when it is encoded.
///
/// @param form the row
/// @param operands one for each [dev.touchstone.isa.x86.OperandSpec] of the form, implied ones too
/// @param rounding embedded rounding or SAE; [Rounding#NONE] if none is asked for
/// @param prefix LOCK, REP or REPNE; [X86Prefix#NONE] if there is none
public record X86Instruction(X86Form form, List<X86Operand> operands, Rounding rounding, X86Prefix prefix)
        implements Instruction {
    /// Bytes that an instruction may have; processors fault on a longer one.
    public static final int MAX_BYTES = 15;

    public X86Instruction {
        operands = List.copyOf(operands);
    }

    public X86Instruction(X86Form form, List<? extends X86Operand> operands) {
        this(form, List.copyOf(operands), Rounding.NONE, X86Prefix.NONE);
    }

    /// The form with these operands.
    public static X86Instruction of(X86Form form, X86Operand... operands) {
        return new X86Instruction(form, List.of(operands));
    }

    public X86Instruction withRounding(Rounding newRounding) {
        return new X86Instruction(form, operands, newRounding, prefix);
    }

    public X86Instruction withPrefix(X86Prefix newPrefix) {
        return new X86Instruction(form, operands, rounding, newPrefix);
    }
}
