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
        return WorkerProgram.of(isa, processor);
    }

    @Override
    public Slots slots(WorkerProgram program, MemorySegment shared) {
        X86RegisterFile registers = new X86RegisterFile(program.isa(), processor);
        return new Slots(
                program,
                shared,
                registers,
                new X86FaultReader(program, registers),
                new X86ExitStub(program),
                CodeGuard.NONE);
    }

    @Override
    public WorkerProcess launch(WorkerProgram program, SharedMemory shared) throws WorkerException {
        return WorkerProcess.start(program, shared, WorkerProcess::execute, code -> null);
    }
}
