package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.RegisterSet;

/// This host's own x86-64 processor, whatever system it runs.
abstract class X86Host implements WorkerHost {
    final HostProcessor processor;

    /// @throws EngineMissingException if it is no such processor, or runs no code of ours
    X86Host() throws EngineMissingException {
        processor = HostProcessor.get();
    }

    @Override
    public final String name() {
        return "native";
    }

    @Override
    public final String version() {
        return processor.vendor();
    }

    @Override
    public final boolean hasFeature(String feature) {
        return processor.has(feature);
    }

    @Override
    public final int carriedBytes(RegisterSet.Register register) {
        return processor.carriedBytes(register);
    }
}
