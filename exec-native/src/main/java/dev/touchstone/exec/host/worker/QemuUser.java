package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.isa.Isa;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// qemu's user mode, which runs workers for other processors.
final class QemuUser implements WorkerHost {
    static final String NAME = "qemu-user";

    private final Isa isa;
    private final QemuBinary qemu;

    /// @throws EngineMissingException if it is not installed
    QemuUser(Isa isa) throws EngineMissingException {
        this.isa = isa;
        this.qemu = QemuBinary.of(isa);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return qemu.version();
    }

    @Override
    public boolean hasFeature(String feature) {
        return true;
    }

    @Override
    public int carriedBytes(RegisterSet.Register register) {
        return register.bytes();
    }

    @Override
    public WorkerProgram program(Isa isa) {
        return WorkerProgram.arm(isa, Kernel.QEMU_USER);
    }

    @Override
    public Slots slots(WorkerProgram program, MemorySegment shared) {
        ArmRegisterFile registers = new ArmRegisterFile(isa);
        return new Slots(
                program,
                shared,
                registers,
                new ArmFaultReader(program, registers),
                isa == Isa.A64 ? new A64ExitStub(program) : new AArch32ExitStub(program),
                new ArmSystemCalls(isa));
    }

    @Override
    public Process start(String executable) throws IOException {
        return new ProcessBuilder(qemu.path().toString(), "-cpu", "max", executable)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
