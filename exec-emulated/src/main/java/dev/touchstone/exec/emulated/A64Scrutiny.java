package dev.touchstone.exec.emulated;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// SME, which Unicorn does not have; and cryptographic instructions of Advanced SIMD in code with SVE: they leave the
/// part of a vector above 128 bits, which they should clear, and which qemu 7.2's user mode clears.
final class A64Scrutiny implements Scrutiny {
    private static final Finding NO_SME = new Finding.CanNotRun("Unicorn has no SME");
    private static final Finding KEEPS_HIGH = new Finding.CanNotRun(
            "under Unicorn a cryptographic instruction does not clear the part of a vector that only SVE has");

    /// An encoding class: the bits that are fixed, and their values.
    private record Group(int mask, int value) {
        boolean has(int word) {
            return (word & mask) == value;
        }
    }

    /// AES; two-register SHA; three-register SHA; SHA512, SM3 and SM4 but for the four-register ones.
    private static final Group[] CRYPTOGRAPHIC = {
        new Group(0xFF3E_0C00, 0x4E28_0800),
        new Group(0xFF3E_0C00, 0x5E28_0800),
        new Group(0xFF20_8C00, 0x5E00_0000),
        new Group(0xFF80_0000, 0xCE80_0000),
        new Group(0xFF80_8000, 0xCE00_8000),
    };

    @Override
    public boolean suspects(byte[] code) {
        if (!ScalableRegisters.areUsed(code)) {
            return false;
        }
        for (int offset = 0; offset <= code.length - 4; offset += 4) {
            if (keepsHigh(word(code, offset))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable Finding at(byte[] code, int offset) {
        if (offset < 0 || offset > code.length - 4) {
            return null;
        }
        int word = word(code, offset);
        // op0, bits 28 to 25: 0000 with bit 31 is SME.
        if (word < 0 && (word & 0x1E00_0000) == 0) {
            return NO_SME;
        }
        return keepsHigh(word) && ScalableRegisters.areUsed(code) ? KEEPS_HIGH : null;
    }

    private static boolean keepsHigh(int word) {
        for (Group group : CRYPTOGRAPHIC) {
            if (group.has(word)) {
                return true;
            }
        }
        return false;
    }

    private static int word(byte[] code, int offset) {
        return MemorySegment.ofArray(code).get(JAVA_INT_UNALIGNED, offset);
    }
}
