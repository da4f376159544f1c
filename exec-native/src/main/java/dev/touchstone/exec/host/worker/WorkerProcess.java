package dev.touchstone.exec.host.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A running worker. A command is two words down its standard input; the same two words come back when it is
/// done.
final class WorkerProcess implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(20);

    private final Process process;
    private final OutputStream commands;
    private final InputStream answers;
    private final Watchdog watchdog;

    private WorkerProcess(Process process) {
        this.process = process;
        this.commands = process.getOutputStream();
        this.answers = process.getInputStream();
        this.watchdog = new Watchdog(process);
    }

    /// Starts the program and waits until it is ready.
    ///
    /// @throws WorkerException if it can't be started, or ends before it is ready
    static WorkerProcess start(WorkerHost host, WorkerProgram program, SharedMemory shared) throws WorkerException {
        ControlBlock control = new ControlBlock(
                program.abi(), program.textEnd(), program.handler(), program.restorer(), shared.path());
        byte[] elf = ElfFile.of(program.abi(), program.text(), control.bytes());
        try (SharedMemory file = new SharedMemory("touchstone-worker", elf.length)) {
            MemorySegment.copy(elf, 0, file.segment(), ValueLayout.JAVA_BYTE, 0, elf.length);
            Process process = host.start(file.path());
            WorkerProcess worker = new WorkerProcess(process);
            if (!worker.await(START_TIMEOUT)) {
                String ending = worker.ending(control);
                worker.close();
                throw new WorkerException("the worker for " + program.isa() + " did not start: " + ending);
            }
            return worker;
        } catch (IOException e) {
            throw new WorkerException("the worker for " + program.isa() + " did not start: " + e.getMessage(), e);
        }
    }

    /// Has it run `count` slots from the one at `address`, in the worker's address space.
    ///
    /// @return false if it is dead
    boolean submit(int address, int count) {
        try {
            commands.write(ByteBuffer.allocate(Layout.COMMAND_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(address)
                    .putInt(count)
                    .array());
            commands.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Waits until the last command is done, at most `patience`, after which the worker is ended.
    ///
    /// @return false if it is dead
    boolean await(Duration patience) {
        watchdog.arm(patience);
        try {
            return answers.readNBytes(Layout.COMMAND_BYTES).length == Layout.COMMAND_BYTES;
        } catch (IOException e) {
            return false;
        } finally {
            watchdog.disarm();
        }
    }

    /// How it ended, for people. Ends it if it runs.
    String ending() {
        return ending(null);
    }

    private String ending(@Nullable ControlBlock control) {
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            int code = process.waitFor();
            String step = control == null ? null : control.failedStep(code);
            if (step != null) {
                return "the kernel refuses to " + step;
            }
            return code > 128 ? "ended by signal " + (code - 128) : "ended with code " + code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "ended";
        }
    }

    @Override
    public void close() {
        watchdog.close();
        process.destroyForcibly();
    }
}
