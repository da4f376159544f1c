package dev.touchstone.exec.host.worker;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A `jmp`. It is assembled once; at another address only its displacement differs.
final class X86ExitStub implements ExitStub {
    private static final int BYTES = 5;
    private static final int DISPLACEMENT_AT = 1;

    private final MemorySegment jump;
    private final int displacement;

    X86ExitStub(WorkerProgram program) {
        String source = "jmp 0x" + Integer.toHexString(program.exit());
        byte[] bytes =
                TextAssembler.assemble(program.isa(), source, AddressMap.CODE).at(AddressMap.CODE);
        if (bytes.length != BYTES) {
            throw new IllegalStateException("\"%s\" has %d bytes, not %d".formatted(source, bytes.length, BYTES));
        }
        jump = MemorySegment.ofArray(bytes);
        displacement = jump.get(ValueLayout.JAVA_INT_UNALIGNED, DISPLACEMENT_AT);
    }

    @Override
    public int bytes() {
        return BYTES;
    }

    @Override
    public void write(MemorySegment memory, int offset, long address) {
        MemorySegment.copy(jump, 0, memory, offset, DISPLACEMENT_AT);
        memory.set(
                ValueLayout.JAVA_INT_UNALIGNED,
                offset + DISPLACEMENT_AT,
                displacement - (int) (address - AddressMap.CODE));
    }
}
