package dev.touchstone.conformance.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Programs of the system: compilers, linkers, readers of object files.
///
/// Where `TOUCHSTONE_TOOLCHAINS=required` stands in the environment, a missing one fails the test that wants it;
/// elsewhere that test is aborted, and its report says what to install.
final class Toolchain {
    private static final boolean REQUIRED = "required".equals(System.getenv("TOUCHSTONE_TOOLCHAINS"));

    private Toolchain() {}

    /// Ends the test if the program isn't there.
    ///
    /// @param debianPackage that has it, or several
    static void need(String program, String debianPackage) {
        if (find(program) == null) {
            miss("no program %s; install %s".formatted(program, debianPackage));
        }
    }

    /// Ends the test for want of something.
    static void miss(String message) {
        String all = message + " (on Debian, ci/toolchains.sh installs all)";
        if (REQUIRED) {
            fail(all);
        }
        abort(all);
    }

    /// Where the program stands, or null.
    static Path find(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator)) {
            Path file = Path.of(folder, program);
            if (!folder.isEmpty() && Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }

    /// What the command writes; the test fails if it fails, or takes more than two minutes.
    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        CompletableFuture<Void> watch = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES));
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        watch.cancel(false);
        assertEquals(0, exit, () -> String.join(" ", command) + "\n" + text);
        return text;
    }

    /// Whether the command can be run and has no complaint.
    static boolean works(List<String> command) throws InterruptedException {
        try {
            run(command);
            return true;
        } catch (IOException | AssertionError e) {
            return false;
        }
    }
}
