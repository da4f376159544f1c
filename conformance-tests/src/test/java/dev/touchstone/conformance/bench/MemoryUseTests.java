package dev.touchstone.conformance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.emulated.UnicornProvider;
import dev.touchstone.isa.Isa;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Many snippets take no more memory than some do: the short version of `touchstone bench --snippets 10000000`.
@EnabledOnOs(OS.LINUX) // only there the memory is known
@Order(Integer.MAX_VALUE - 3)
class MemoryUseTests {
    private static final long MEBIBYTE = 1 << 20;
    private static final long BOUND = 24 * MEBIBYTE;

    private static long growth(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "-Xmn24m",
                "-cp",
                System.getProperty("java.class.path"),
                EnduranceProcess.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        assertEquals(0, process.waitFor(), output);
        return Long.parseLong(output);
    }

    private static String host() {
        return System.getProperty("os.arch").equals("amd64") ? "X86_64" : "A64";
    }

    @Test
    void aLongRunOfUnicornTakesNoMoreMemory() throws IOException, InterruptedException {
        long growth = growth("unicorn", "A64", "120000");
        assertTrue(growth < BOUND, () -> growth / MEBIBYTE + " MiB more");
    }

    @Test
    void aLongRunOfAWorkerTakesNoMoreMemory() throws IOException, InterruptedException {
        long growth = growth("native", host(), "300000");
        assertTrue(growth < BOUND, () -> growth / MEBIBYTE + " MiB more");
    }

    @Test
    void aLeakIsSeen() throws IOException, InterruptedException {
        // 100 KB a batch of 500: 200 bytes a snippet
        long growth = growth("native", host(), "300000", "100000");
        assertTrue(growth > BOUND, () -> growth / MEBIBYTE + " MiB more");
    }

    @Test
    void aRunIsLongEnoughToBeWatched() throws EngineMissingException {
        try (Executor executor = new UnicornProvider().open(Isa.A64)) {
            assertThrows(IllegalArgumentException.class, () -> ExecutorBench.endure(executor, 100, 3999));
        }
    }
}
