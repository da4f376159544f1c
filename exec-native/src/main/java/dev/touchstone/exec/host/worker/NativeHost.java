package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;
import java.lang.foreign.MemorySegment;

/// This host's own processor.
final class NativeHost extends X86Host {
    /// @throws EngineMissingException if it is no x86-64 processor, or runs no code of ours
    NativeHost() throws EngineMissingException {}

    @Override
    public WorkerProgram program(Isa isa) {
        return WorkerProgram.x86(isa, Kernel.LINUX, processor);
    }

    @Override
    public Slots slots(WorkerProgram program, MemorySegment shared) {
        return Slots.x86(program, shared, processor, CodeGuard.NONE);
    }

    @Override
    public WorkerProcess launch(WorkerProgram program, SharedMemory shared) throws WorkerException {
        return WorkerProcess.start(program, shared, WorkerProcess::execute, code -> null);
    }
}
