package dev.touchstone.exec.host.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A running worker. A command is two words down its standard input; the same two words come back when it is
/// done.
final class WorkerProcess implements AutoCloseable {
    /// What a worker exits with when it finds itself damaged.
    static final int BROKEN = 9;

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final SecureRandom RANDOM = new SecureRandom();
    /// Between what 32-bit code reaches and what the kernel uses for itself.
    private static final long LOWEST = 1L << 40;

    private static final long HIGHEST = 1L << 46;
    private static final long PAGE = 0x1000;

    private final Process process;
    private final OutputStream commands;
    private final InputStream answers;
    private final Watchdog watchdog;
    private final long hidden;

    /// A random place for what a worker hides, within one stretch of 4 GiB.
    private static long place() {
        long last = Layout.SHARED + 2L * Layout.SHARED_BYTES;
        while (true) {
            long hidden = RANDOM.nextLong(LOWEST, HIGHEST) & -PAGE;
            if (hidden + Layout.IMAGE >>> 32 == hidden + last >>> 32) {
                return hidden;
            }
        }
    }

    private WorkerProcess(Process process, long hidden) {
        this.hidden = hidden;
        this.process = process;
        this.commands = process.getOutputStream();
        this.answers = process.getInputStream();
        this.watchdog = new Watchdog(process);
    }

    /// How a program is started.
    @FunctionalInterface
    interface Starter {
        /// @param executable the path of its file
        Process start(String executable) throws IOException;
    }

    /// Executes a file without arguments.
    static Process execute(String executable) throws IOException {
        return new ProcessBuilder(executable)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Starts the program and waits until it is ready.
    ///
    /// @param explain what a program that ends with an exit code could not do before the worker's own code began
    /// @throws WorkerException if it can't be started, or ends before it is ready
    static WorkerProcess start(
            WorkerProgram program, SharedMemory shared, Starter starter, IntFunction<@Nullable String> explain)
            throws WorkerException {
        long hidden = program.abi().hides() ? place() : 0;
        ControlBlock control = new ControlBlock(program, hidden, shared.path());
        byte[] elf = ElfFile.of(program.abi(), hidden, program.text(), control.bytes());
        try (SharedMemory file = SharedMemory.of("touchstone-worker", elf)) {
            return ready(starter.start(file.path()), program, hidden, code -> {
                String step = control.failedStep(code);
                if (step == null) {
                    step = explain.apply(code);
                }
                return step == null ? null : "the kernel refuses to " + step;
            });
        } catch (IOException e) {
            throw new WorkerException("the worker for " + program.isa() + " did not start: " + e.getMessage(), e);
        }
    }

    /// A worker that was started, when it is ready.
    ///
    /// @param explain why it ended with an exit code, if that is known
    /// @throws WorkerException if it ends before
    static WorkerProcess ready(
            Process process, WorkerProgram program, long hidden, IntFunction<@Nullable String> explain)
            throws WorkerException {
        WorkerProcess worker = new WorkerProcess(process, hidden);
        if (!worker.await(0, 0, START_TIMEOUT)) {
            String ending = worker.ending(explain);
            worker.close();
            throw new WorkerException("the worker for " + program.isa() + " did not start: " + ending);
        }
        return worker;
    }

    /// How far above its place in [Layout] all stands that it hides.
    long hidden() {
        return hidden;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /// Has it run `count` slots from the one at `address`, in the worker's address space.
    ///
    /// @return false if it is dead
    boolean submit(int address, int count) {
        try {
            commands.write(command(address, count));
            commands.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Waits until the last command is done, at most `patience`, after which the worker is ended.
    ///
    /// @return false if it is dead, or answers another command than this
    boolean await(int address, int count, Duration patience) {
        watchdog.arm(patience);
        try {
            return Arrays.equals(answers.readNBytes(Layout.COMMAND_BYTES), command(address, count));
        } catch (IOException e) {
            return false;
        } finally {
            watchdog.disarm();
        }
    }

    private static byte[] command(int address, int count) {
        return ByteBuffer.allocate(Layout.COMMAND_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(address)
                .putInt(count)
                .array();
    }

    /// How it ended, for people. Ends it if it runs.
    String ending() {
        return ending(code -> null);
    }

    private String ending(IntFunction<@Nullable String> explain) {
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            int code = process.waitFor();
            if (code == BROKEN) {
                return "it found itself damaged";
            }
            String explained = explain.apply(code);
            if (explained != null) {
                return explained;
            }
            return code > 128 && code < 192 ? "ended by signal " + (code - 128) : "ended with code " + code;
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
