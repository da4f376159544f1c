package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.ExecutorProvider;
import dev.touchstone.isa.Isa;

/// The host's own processor: x86-64 and x86-32 on x86-64 Linux.
public final class NativeExecutorProvider implements ExecutorProvider {
    @Override
    public String name() {
        return "native";
    }

    @Override
    public String describe() throws EngineMissingException {
        return HostProcessor.get().model() + ", Linux " + System.getProperty("os.version");
    }

    @Override
    public Executor open(Isa isa) throws EngineMissingException {
        HostProcessor processor = HostProcessor.get();
        return switch (isa) {
            case X86_64, X86_32 -> WorkerExecutor.open(isa);
            case A64, A32, T32 ->
                throw new EngineMissingException(
                        name(),
                        "this host's processor (" + processor.model() + ") runs no " + isa + " code",
                        "");
        };
    }
}
