package dev.touchstone.conformance.subject;

import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.relocation.CodeBuffer;

/// One instruction's bytes, linked where snippets stand.
public final class Encoding {
    private Encoding() {}

    /// @throws dev.touchstone.encoder.EncodingException if it has no encoding
    public static byte[] of(MachineLanguage language, Instruction instruction) {
        CodeBuffer code = new CodeBuffer(language.machine());
        language.encode(instruction, code);
        return code.toImage().at(AddressMap.CODE);
    }
}
