package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.AddressMap;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A `b`, with zeros, which are no instruction, up to a multiple of 64 bytes.
final class A64ExitStub implements ExitStub {
    private static final int BYTES = 4;

    private final A64Branch branch = new A64Branch();
    private final int exit;

    A64ExitStub(WorkerProgram program) {
        exit = program.exit();
    }

    @Override
    public int bytes() {
        return BYTES;
    }

    @Override
    public void write(MemorySegment memory, int offset, byte[] code) {
        int end = code.length + BYTES;
        memory.asSlice(offset + end, -end & 63).fill((byte) 0);
        int word = branch.word(exit - (AddressMap.CODE + code.length));
        memory.set(ValueLayout.JAVA_INT_UNALIGNED, offset + code.length, word);
    }
}
