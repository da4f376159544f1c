package dev.touchstone.encoder.x86;

import dev.touchstone.isa.x86.X86Encoding;
import dev.touchstone.relocation.CodeBuffer;

/// Writes one checked instruction, in the order of its bytes.
final class InstructionWriter {
    private InstructionWriter() {}

    /// @param mode 64 or 32
    static void write(X86Instruction instruction, CodeBuffer code, int mode) {
        InstructionFields fields = new InstructionFields(instruction, code, mode);
        new PrefixWriter(fields, code).write();
        opcode(fields, code);
        if (fields.encoding.modRm()) {
            new AddressWriter(fields, code).write();
        }
        new TrailerWriter(fields, code).write();
    }

    private static void opcode(InstructionFields fields, CodeBuffer code) {
        X86Encoding encoding = fields.encoding;
        int last = encoding.opcode().size() - 1;
        for (int i = 0; i <= last; i++) {
            int value = encoding.opcode().get(i);
            code.put8(i == last && encoding.registerInOpcode() ? value | fields.rm & 7 : value);
        }
    }
}
