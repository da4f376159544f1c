package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.isa.Isa;
import java.lang.foreign.MemorySegment;

/// This host's own processor, an AArch64 one under Linux. No machine of that kind has run it: its worker is the one
/// that
/// qemu's user mode runs, but for what [Kernel] tells.
final class ArmHost implements WorkerHost {
    private final Isa isa;
    private final ArmProcessor processor;

    /// @throws EngineMissingException if the system does not tell what processor it is
    ArmHost(Isa isa) throws EngineMissingException {
        this.isa = isa;
        processor = ArmProcessor.get();
    }

    @Override
    public String name() {
        return NativeExecutorProvider.NAME;
    }

    @Override
    public String version() {
        return processor.model();
    }

    @Override
    public boolean hasFeature(String feature) {
        return processor.has(isa, feature);
    }

    @Override
    public int carriedBytes(RegisterSet.Register register) {
        return switch (register.name().charAt(0)) {
            case 'z' -> ArmRegisterFile.VECTOR_BYTES;
            case 'p' -> register.name().equals("pc") ? register.bytes() : 0;
            default -> register.name().equals("ffr") ? 0 : register.bytes();
        };
    }

    @Override
    public WorkerProgram program(Isa isa) {
        return WorkerProgram.arm(isa, Kernel.LINUX);
    }

    @Override
    public Slots slots(WorkerProgram program, MemorySegment shared) {
        return Slots.arm(program, shared, CodeGuard.NONE);
    }

    @Override
    public WorkerProcess launch(WorkerProgram program, SharedMemory shared) throws WorkerException {
        return WorkerProcess.start(program, shared, WorkerProcess::execute, code -> null);
    }
}
