package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.FeatureTable;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.isa.Isa;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;

/// qemu's user mode, which runs workers for other processors.
final class QemuUser implements WorkerHost {
    static final String NAME = "qemu-user";

    /// Which processor it plays; with SVE vectors as long as those of [RegisterSet#AARCH64].
    private static final Map<Isa, String> CPU = Map.of(Isa.A64, "max,sve256=on");

    private static final FeatureTable FEATURES = new FeatureTable(QemuUser.class, "qemu-7.features");

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
        return FEATURES.has(isa, feature);
    }

    @Override
    public int carriedBytes(RegisterSet.Register register) {
        X86Processor processor = this::hasFeature;
        return isa.isX86() ? processor.carriedBytes(register) : register.bytes();
    }

    @Override
    public WorkerProgram program(Isa isa) {
        return isa.isX86()
                ? WorkerProgram.x86(isa, Kernel.QEMU_USER, this::hasFeature)
                : WorkerProgram.arm(isa, Kernel.QEMU_USER);
    }

    @Override
    public Slots slots(WorkerProgram program, MemorySegment shared) {
        return isa.isX86()
                ? Slots.x86(program, shared, this::hasFeature, new X86SystemCalls(isa))
                : Slots.arm(program, shared, new ArmSystemCalls(isa));
    }

    @Override
    public WorkerProcess launch(WorkerProgram program, SharedMemory shared) throws WorkerException {
        return WorkerProcess.start(
                program, shared, executable -> start(executable, shared.path()), QemuLauncher::failedStep);
    }

    private Process start(String executable, String slots) throws IOException {
        List<String> command =
                List.of(qemu.path().toString(), "-cpu", CPU.getOrDefault(isa, "max"), "-seed", "1", executable);
        try (SharedMemory launcher = SharedMemory.of("touchstone-launcher", QemuLauncher.executable(slots, command))) {
            return WorkerProcess.execute(launcher.path());
        }
    }
}
