package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.x86.X86Encoder;
import dev.touchstone.encoder.x86.X86Instruction;
import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Form;
import dev.touchstone.isa.x86.X86Tables;
import java.util.List;

/// Finds the braced prefix without which text would mean another encoding.
final class EncodingChooser {
    private EncodingChooser() {}

    /// `{nf} `, `{evex} `, `{vex} ` or nothing.
    static String wish(X86Instruction instruction, int mode) {
        X86Form form = instruction.form();
        if (form.opcode().noFlags() && !form.has("cf")) {
            return "{nf} ";
        }
        boolean explicit = form.has("explicit");
        if (form.opcode().space() == Space.VEX) {
            return explicit ? "{vex} " : "";
        }
        if (form.opcode().space() != Space.EVEX) {
            return "";
        }
        return explicit || isShadowed(instruction, mode) ? "{evex} " : "";
    }

    /// Whether a row before it, of another space, takes the same operands.
    private static boolean isShadowed(X86Instruction instruction, int mode) {
        X86Form form = instruction.form();
        List<X86Form> earlier = X86Tables.forms(form.mnemonic()).stream()
                .filter(other -> other.index() < form.index()
                        && other.opcode().space() != Space.EVEX
                        && other.operands().size() == form.operands().size()
                        && EncodingWish.NONE.allows(other))
                .toList();
        if (earlier.isEmpty()) {
            return false;
        }
        try {
            X86Encoder.select(
                    form.mnemonic(),
                    earlier,
                    instruction.operands(),
                    instruction.rounding(),
                    instruction.prefix(),
                    mode);
            return true;
        } catch (EncodingException e) {
            return false;
        }
    }
}
