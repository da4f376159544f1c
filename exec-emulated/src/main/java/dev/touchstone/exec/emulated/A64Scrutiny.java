package dev.touchstone.exec.emulated;

import org.jspecify.annotations.Nullable;

/// SVE and SME: Unicorn's interface has none of their registers, so they are not enabled, and fault.
final class A64Scrutiny implements Scrutiny {
    private static final Finding NO_SVE = new Finding.CanNotRun("Unicorn has no SVE registers");
    private static final Finding NO_SME = new Finding.CanNotRun("Unicorn has no SME");

    @Override
    public @Nullable Finding at(byte[] code, int offset) {
        if (offset < 0 || offset > code.length - 4) {
            return null;
        }
        int top = code[offset + 3] & 0xFF;
        // op0, bits 28 to 25: 0010 is SVE; 0000 with bit 31 is SME.
        int op0 = top >> 1 & 0xF;
        if (op0 == 0b0010) {
            return NO_SVE;
        }
        return op0 == 0 && top >= 0x80 ? NO_SME : null;
    }
}
