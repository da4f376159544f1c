package dev.touchstone.exec.host.worker;

import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// This Windows host's own processor: workers are Java virtual machines that run snippets in their own process.
///
/// @see WindowsWorker
final class WindowsHost extends X86Host {
    /// A virtual machine may have put something of its own where snippets stand; another one is laid out otherwise.
    private static final int ATTEMPTS = 5;

    /// @throws EngineMissingException if it is no x86-64 processor, or runs no code of ours
    WindowsHost() throws EngineMissingException {}

    @Override
    public WorkerProgram program(Isa isa) {
        // Each worker assembles its own; from here only the gate counts.
        byte[] none = {};
        return new WorkerProgram(
                isa, Kernel.WINDOWS, CodeImage.of(MachineLanguages.of(isa).machine(), none), none);
    }

    @Override
    public Slots slots(WorkerProgram program, MemorySegment shared) {
        return new Slots(
                program,
                shared,
                new X86RegisterFile(program.isa(), processor),
                new WindowsFaultReader(program),
                new X86ExitStub(program),
                CodeGuard.NONE);
    }

    @Override
    public SharedMemory share(int bytes) {
        return SharedMemory.temporary("touchstone-slots", bytes);
    }

    @Override
    public WorkerProcess launch(WorkerProgram program, SharedMemory shared) throws WorkerException {
        for (int attempt = 1; ; attempt++) {
            try {
                return WorkerProcess.ready(
                        start(shared.path()),
                        program,
                        0,
                        code -> code == WindowsWorker.NOT_STARTED
                                ? shared.segment().getString(0)
                                : null);
            } catch (WorkerException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (IOException e) {
                throw new WorkerException("no Java virtual machine can be started: " + e.getMessage(), e);
            }
        }
    }

    /// @param shared the path of the memory that it shares with us
    private static Process start(String shared) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Little that may lie where snippets stand.
                "-Xmx32m",
                "-XX:HeapBaseMinAddress=4g",
                "-XX:ReservedCodeCacheSize=8m",
                "-XX:CompressedClassSpaceSize=16m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+SuppressFatalErrorMessage", // The parent reports how it ended.
                "-XX:+DisplayVMOutputToStderr"));
        Module module = WindowsHost.class.getModule();
        ProcessBuilder builder = new ProcessBuilder(command);
        if (module.isNamed()) {
            command.addAll(List.of(
                    "--enable-native-access=" + module.getName(),
                    "--module-path=" + System.getProperty("jdk.module.path", ""),
                    "--module=" + module.getName() + "/" + WindowsWorker.class.getName()));
        } else {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", WindowsWorker.class.getName()));
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        }
        command.add(shared);
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /// Where a worker that can't start says why.
    static void explain(SharedMemory shared, String reason) {
        shared.segment().setString(0, reason.substring(0, Math.min(reason.length(), 1000)));
    }
}
