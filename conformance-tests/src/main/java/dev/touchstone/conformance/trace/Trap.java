package dev.touchstone.conformance.trace;

import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.FaultKind;

/// The instruction that stops a step: one that every executor reports as a fault at its address, with the state there.
///
/// @param kind of that fault
record Trap(byte[] bytes, FaultKind kind) {
    static Trap of(MachineLanguage language) {
        return switch (language.isa()) {
            case X86_64, X86_32 -> of(language, "int3", FaultKind.BREAKPOINT);
            case A64 -> of(language, "brk #0", FaultKind.BREAKPOINT);
            // In T32 state its first half is one too.
            case A32 -> of(language, "udf #0xde0", FaultKind.ILLEGAL_INSTRUCTION);
            case T32 -> of(language, "udf #0", FaultKind.ILLEGAL_INSTRUCTION);
        };
    }

    private static Trap of(MachineLanguage language, String text, FaultKind kind) {
        return new Trap(Encoding.of(language, language.parse(text, SymbolScope.NONE, AddressMap.CODE)), kind);
    }

    int length() {
        return bytes.length;
    }

    /// As many of them as fit into code of that size.
    byte[] fill(int size) {
        byte[] filled = new byte[size];
        for (int i = 0; i < size; i++) {
            filled[i] = bytes[i % bytes.length];
        }
        return filled;
    }
}
