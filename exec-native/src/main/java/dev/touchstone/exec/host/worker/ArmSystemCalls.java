package dev.touchstone.exec.host.worker;

import dev.touchstone.isa.Isa;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Finds the instructions by which Arm code calls the system, or, under qemu, the debugger or the floating-point
/// coprocessor of old that qemu plays, and puts undefined ones in their places. Looks at each instruction in order
/// from the first; data between instructions that looks like one of these is taken for one.
final class ArmSystemCalls implements CodeGuard {
    private static final int A64_UDF = 0;
    private static final int A32_UDF_LESS_CONDITION = 0x07F0_00F0;
    private static final short T32_UDF = (short) 0xDE00;

    private final Isa isa;

    ArmSystemCalls(Isa isa) {
        this.isa = isa;
    }

    @Override
    public byte[] harmless(byte[] code) {
        ByteBuffer words = ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer copy = null;
        int step;
        for (int at = 0; at + (isa == Isa.T32 ? 2 : 4) <= code.length; at += step) {
            step = isa != Isa.T32 || isWide(words.getShort(at)) ? 4 : 2;
            if (calls(words, at) || asksDebugger(words, at) || asksCoprocessor(words, at)) {
                if (copy == null) {
                    copy = ByteBuffer.wrap(code.clone()).order(ByteOrder.LITTLE_ENDIAN);
                }
                switch (isa) {
                    case A64 -> copy.putInt(at, A64_UDF);
                    case A32 -> copy.putInt(at, words.getInt(at) & 0xF000_0000 | A32_UDF_LESS_CONDITION);
                    default -> copy.putShort(at, T32_UDF);
                }
            }
        }
        return copy == null ? code : copy.array();
    }

    /// Whether the instruction at an offset calls the system.
    boolean callsAt(byte[] code, long offset) {
        return offset >= 0
                && offset + (isa == Isa.T32 ? 2 : 4) <= code.length
                && calls(ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN), (int) offset);
    }

    /// `svc`.
    private boolean calls(ByteBuffer words, int at) {
        return switch (isa) {
            case A64 -> (words.getInt(at) & 0xFFE0_001F) == 0xD400_0001;
            case A32 -> (words.getInt(at) & 0x0F00_0000) == 0x0F00_0000 && words.getInt(at) >>> 28 != 0xF;
            default -> (words.getShort(at) & 0xFF00) == 0xDF00;
        };
    }

    /// `hlt` with the number that asks for semihosting.
    private boolean asksDebugger(ByteBuffer words, int at) {
        return switch (isa) {
            case A64 -> words.getInt(at) == 0xD45E_0000;
            case A32 -> (words.getInt(at) & 0x0FFF_FFFF) == 0x010F_0070;
            default -> (words.getShort(at) & 0xFFFF) == 0xBABC;
        };
    }

    /// Coprocessors 1 and 2, in A32: FPA, of which the kernel plays what processors lack.
    private boolean asksCoprocessor(ByteBuffer words, int at) {
        if (isa != Isa.A32) {
            return false;
        }
        int word = words.getInt(at);
        int coprocessor = word >>> 8 & 0xF;
        boolean is = (word & 0x0E00_0000) == 0x0C00_0000 || (word & 0x0F00_0000) == 0x0E00_0000;
        return is && word >>> 28 != 0xF && (coprocessor == 1 || coprocessor == 2);
    }

    private static boolean isWide(short halfword) {
        return (halfword & 0xFFFF) >>> 11 >= 0b11101;
    }
}
