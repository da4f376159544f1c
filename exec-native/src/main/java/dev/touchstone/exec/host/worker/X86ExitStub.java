package dev.touchstone.exec.host.worker;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// A jump to the gate: a short one, as branches that go beyond the code's end shall meet breakpoints. It is
/// assembled once; at another address only the displacement differs. The bytes behind it are breakpoints, as
/// workers copy code in whole blocks.
final class X86ExitStub implements ExitStub {
    private static final int DISPLACEMENT_AT = 1;
    private static final int BLOCK = 64;
    private static final byte BREAKPOINT = (byte) 0xCC;

    /// With a block of breakpoints behind it.
    private final byte[] jump;

    private final int bytes;
    private final int displacement;

    X86ExitStub(WorkerProgram program) {
        String source = "jmp 0x" + Integer.toHexString(program.exit());
        byte[] code =
                TextAssembler.assemble(program.isa(), source, AddressMap.CODE).at(AddressMap.CODE);
        bytes = code.length;
        jump = Arrays.copyOf(code, bytes + BLOCK);
        Arrays.fill(jump, bytes, jump.length, BREAKPOINT);
        displacement = MemorySegment.ofArray(jump).get(JAVA_INT_UNALIGNED, DISPLACEMENT_AT);
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
        memory.set(JAVA_INT_UNALIGNED, offset + DISPLACEMENT_AT, displacement - code.length);
    }
}
