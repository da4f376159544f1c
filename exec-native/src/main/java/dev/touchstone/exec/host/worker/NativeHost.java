package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.isa.Isa;
import java.lang.foreign.MemorySegment;

/// This host's own processor.
final class NativeHost implements WorkerHost {
    private final HostProcessor processor;

    /// @throws EngineMissingException if it is no x86-64 processor, or runs no code of ours
    NativeHost() throws EngineMissingException {
        processor = HostProcessor.get();
    }

    @Override
    public String name() {
        return "native";
    }

    @Override
    public String version() {
        return processor.vendor();
    }

    @Override
    public boolean hasFeature(String feature) {
        return processor.has(feature);
    }

    @Override
    public int carriedBytes(RegisterSet.Register register) {
        return processor.carriedBytes(register);
    }

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
