package dev.touchstone.exec.host.patch;

import dev.touchstone.encoder.Decoded;

/// What a machine allows to be changed while it may run.
public interface PatchRules {
    /// Those of the machine that this process runs on.
    static PatchRules ofHost(boolean arm) {
        return arm ? A64Rules.INSTANCE : X86Rules.INSTANCE;
    }

    /// The instruction at an offset.
    ///
    /// @throws dev.touchstone.encoder.DecodingException if there is none
    Decoded decode(byte[] code, int offset);

    /// The bytes of an instruction that one store may replace so that it becomes another.
    ///
    /// @param address where it stands
    /// @throws UnsupportedOperationException if nothing documented does that; the message says what is allowed
    Span replace(long address, byte[] before, byte[] after);

    /// The instruction as a branch whose target may be changed.
    ///
    /// @throws UnsupportedOperationException if it is none
    Branch branch(long address, byte[] instruction);

    /// Bytes of an instruction.
    record Span(int offset, int size) {}
}
