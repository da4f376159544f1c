package dev.touchstone.conformance.oracle.llvm;

import dev.touchstone.exec.engines.Library;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// LLVM's assembler program: a batch is one run of it, its text on the standard input.
final class LlvmMc implements LlvmBackend {
    private static final long SECONDS = 120;
    private static final Pattern DIAGNOSTIC = Pattern.compile("^<stdin>:(\\d+):(\\d+): (error|warning): (.*)$");

    /// One line of what it says on the standard error stream.
    ///
    /// @param line of the input, counted from 1
    /// @param column counted from 1
    record Diagnostic(int line, int column, boolean error, String message) {}

    /// @param status exit status
    record Run(int status, byte[] output, String errors) {
        List<Diagnostic> diagnostics() {
            List<Diagnostic> diagnostics = new ArrayList<>();
            errors.lines().forEach(text -> {
                Matcher m = DIAGNOSTIC.matcher(text);
                if (m.matches()) {
                    diagnostics.add(new Diagnostic(
                            Integer.parseInt(m.group(1)),
                            Integer.parseInt(m.group(2)),
                            m.group(3).equals("error"),
                            m.group(4)));
                }
            });
            return diagnostics;
        }
    }

    private final Library program;

    LlvmMc(Library program) {
        this.program = program;
    }

    @Override
    public Library library() {
        return program;
    }

    @Override
    public LlvmEmitter emitter(LlvmTarget target) {
        return new LlvmMcEmitter(this, target);
    }

    @Override
    public LlvmDisassembler disassembler(LlvmTarget target) {
        return new LlvmMcDisassembler(this, target);
    }

    /// Runs it for a target; what hangs is ended.
    Run run(LlvmTarget target, List<String> options, String input) {
        List<String> command = new ArrayList<>(List.of(program.path().toString(), "-triple=" + target.triple()));
        if (!target.features().isEmpty()) {
            command.add("-mattr=" + target.features());
        }
        command.addAll(options);
        try {
            Process process = new ProcessBuilder(command).start();
            CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write(process, input));
            CompletableFuture<byte[]> errors = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
            CompletableFuture<Void> watchdog = CompletableFuture.runAsync(
                    process::destroyForcibly, CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS));
            byte[] output = read(process.getInputStream());
            int status = process.waitFor();
            watchdog.cancel(false);
            written.join();
            return new Run(status, output, new String(errors.join(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(program.describe() + " can't be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + program.describe() + " ran", e);
        }
    }

    private static void write(Process process, String input) {
        try (OutputStream to = process.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended before it had read all: its status tells.
            return;
        }
    }

    private static byte[] read(InputStream from) {
        try (from) {
            return from.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
