package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.RegisterSet;
import dev.touchstone.isa.Isa;
import java.lang.foreign.MemorySegment;

/// What workers' code runs on.
interface WorkerHost {
    /// The name of executors that use it.
    String name();

    /// The version of what runs the code, as policy files name it.
    String version();

    /// Whether it has a CPU feature, by its name in the tables; of several all.
    boolean hasFeature(String feature);

    /// The low bytes of a register that a run carries in and out.
    int carriedBytes(RegisterSet.Register register);

    /// The worker for a set.
    WorkerProgram program(Isa isa);

    /// Writer and reader of the slots of workers of that program.
    Slots slots(WorkerProgram program, MemorySegment shared);

    /// Memory of that many bytes to share with workers.
    default SharedMemory share(int bytes) {
        return SharedMemory.anonymous("touchstone-slots", bytes);
    }

    /// Starts a worker and waits until it is ready.
    ///
    /// @throws WorkerException if it can't be started, or ends before it is ready
    WorkerProcess launch(WorkerProgram program, SharedMemory shared) throws WorkerException;
}
