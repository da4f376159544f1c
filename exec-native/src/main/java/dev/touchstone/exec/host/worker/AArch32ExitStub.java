package dev.touchstone.exec.host.worker;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.isa.Isa;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Instructions that mean a jump to the worker in A32 and in T32, as a snippet of either set may end in the other:
///
/// ```text
///  0  eafee00e   A32: b to the landing         T32: b to 32
/// 32                                           T32: b.w to the T32 exit
/// ```
/// No A32 code ends at an odd halfword: there the long branch stands first. All between faults. Where T32 code ends
/// within an IT block the first instruction would be conditional: there four
/// `nop` stand before the T32 part, and nothing for A32.
final class AArch32ExitStub implements ExitStub {
    private static final int BYTES = 48;
    private static final int T32_AT = 32;
    /// A branch over 32 bytes.
    private static final int T32_BRANCH = 0xE00E;
    /// Where in the landing the branch of a snippet without code leads.
    private static final int LANDS_AT = 0x40;
    /// Its first half is one in T32.
    private static final int A32_TRAP = 0xE7F0_DEF0;

    private static final int T32_TRAP = 0xDE00_DE00;

    private final Isa isa;
    private final byte[] both;
    private final byte[] nops;
    private final T32Branch branch = new T32Branch();
    private final long exit;

    AArch32ExitStub(WorkerProgram program) {
        isa = program.isa();
        both = bytes(Isa.A32, "b #" + (Layout.LANDING + LANDS_AT - Layout.CODE - 8));
        if ((both[0] & 0xFF | (both[1] & 0xFF) << 8) != T32_BRANCH) {
            throw new IllegalStateException("the branch to the landing is no branch in T32");
        }
        exit = program.addressOf("leave_snippet_t32");
        nops = bytes(Isa.T32, "nop; nop; nop; nop");
    }

    private static byte[] bytes(Isa isa, String source) {
        return TextAssembler.assemble(isa, source, AddressMap.CODE).at(AddressMap.CODE);
    }

    /// A word of instructions of that set that fault.
    static int trap(Isa isa) {
        return isa == Isa.A32 ? A32_TRAP : T32_TRAP;
    }

    @Override
    public int bytes() {
        return BYTES;
    }

    @Override
    public void write(MemorySegment memory, int offset, byte[] code) {
        int at = offset + code.length;
        int padded = at + BYTES + 63 & ~63;
        for (int i = at & ~3; i < padded; i += 4) {
            if (i >= at) {
                memory.set(ValueLayout.JAVA_INT_UNALIGNED, i, trap(isa));
            }
        }
        if (isa == Isa.T32 && endsWithinItBlock(code)) {
            copy(nops, memory, at);
            toT32(memory, offset, code.length + nops.length);
        } else if ((code.length & 2) != 0) {
            toT32(memory, offset, code.length);
        } else {
            copy(both, memory, at);
            toT32(memory, offset, code.length + T32_AT);
        }
    }

    /// A branch so far behind the start of the code that stands at `offset`.
    private void toT32(MemorySegment memory, int offset, int at) {
        memory.set(ValueLayout.JAVA_INT_UNALIGNED, offset + at, branch.word(exit - (AddressMap.CODE + at)));
    }

    private static void copy(byte[] bytes, MemorySegment memory, int at) {
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, at, bytes.length);
    }

    private static boolean endsWithinItBlock(byte[] code) {
        int left = 0;
        int step;
        for (int at = 0; at + 2 <= code.length; at += step) {
            int halfword = code[at] & 0xFF | (code[at + 1] & 0xFF) << 8;
            step = halfword >>> 11 >= 0b11101 ? 4 : 2;
            if (left > 0) {
                left--;
            } else if ((halfword & 0xFF00) == 0xBF00 && (halfword & 0xF) != 0) {
                left = 4 - Integer.numberOfTrailingZeros(halfword & 0xF);
            }
        }
        return left > 0;
    }
}
