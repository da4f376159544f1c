package dev.touchstone.exec.host.worker;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.isa.Isa;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// A jump to the gate, in 32-bit code a far one that leaves its mode. It is assembled once; at another address
/// only the displacement of a near one differs. The bytes behind it are breakpoints, as workers copy code in
/// whole blocks.
final class X86ExitStub implements ExitStub {
    private static final int DISPLACEMENT_AT = 1;
    private static final int BLOCK = 64;
    private static final byte BREAKPOINT = (byte) 0xCC;

    /// With a block of breakpoints behind it.
    private final byte[] jump;

    private final int bytes;
    private final int displacement;
    private final int change;

    X86ExitStub(WorkerProgram program) {
        boolean wide = program.isa() == Isa.X86_64;
        String source = (wide ? "jmp 0x" : "jmp 0x33:0x") + Integer.toHexString(program.exit());
        byte[] code =
                TextAssembler.assemble(program.isa(), source, AddressMap.CODE).at(AddressMap.CODE);
        bytes = code.length;
        jump = Arrays.copyOf(code, bytes + BLOCK);
        Arrays.fill(jump, bytes, jump.length, BREAKPOINT);
        displacement = MemorySegment.ofArray(jump).get(JAVA_INT_UNALIGNED, DISPLACEMENT_AT);
        change = wide ? 1 : 0;
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public void write(MemorySegment memory, int codeAt, byte[] code) {
        int offset = codeAt + code.length;
        int end = offset + bytes + BLOCK - 1 & -BLOCK;
        MemorySegment.copy(jump, 0, memory, JAVA_BYTE, offset, end - offset);
        memory.set(JAVA_INT_UNALIGNED, offset + DISPLACEMENT_AT, displacement - change * code.length);
    }
}
