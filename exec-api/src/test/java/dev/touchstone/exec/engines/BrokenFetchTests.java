package dev.touchstone.exec.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.exec.EngineMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Fetches that are cut short: each is one clear error, and nothing half-made stays in the cache.
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT) // most of the time goes into waiting for clients
class BrokenFetchTests {
    private static final String JAR = "llvm-20.1.7-1.5.12-linux-x86_64.jar";

    @TempDir
    private Path folder;

    private final List<String> progress = Collections.synchronizedList(new ArrayList<>());

    private Path root() {
        return folder.resolve("cache");
    }

    private EngineMissingException missing(Path cache, List<String> maven) {
        Properties properties = new Properties();
        properties.setProperty("touchstone.cache", cache.toString());
        properties.setProperty("touchstone.llvm.sources", "maven");
        Settings settings = new Settings(properties, Map.of(), new Host("linux", "x86_64"), progress::add);
        Engine llvm = new Engines(
                        settings, new Clients(new Pip(List.of()), new Maven(List.of(maven)), new Npm(List.of())))
                .get("llvm");
        return assertThrows(EngineMissingException.class, llvm::require);
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(root())) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> !f.endsWith(".lock"))
                    .toList();
        }
    }

    @Test
    void aJarWithOtherBytesIsNotUsed() throws IOException {
        EngineMissingException e = missing(root(), FakeMaven.way("other-bytes", JAR));
        assertTrue(e.reason().startsWith(JAR + " has SHA-256 "), e.reason());
        assertTrue(e.reason().endsWith(": not used"), e.reason());
        assertEquals(List.of(), left());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cannot access central (https://repo.maven.apache.org/maven2) in offline mode",
                "Could not transfer artifact: repo.maven.apache.org: Name or service not known",
                "Could not transfer artifact: No space left on device",
            })
    void whatMavenSaysIsSaidInOneLineWithTheCommandThatSaysMore(String said) throws IOException {
        EngineMissingException e = missing(root(), FakeMaven.way("says", said));
        assertTrue(e.reason().contains("[ERROR] " + said), e.reason());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        assertTrue(e.remedy().contains("mvn -B -ntp"), e.remedy());
        assertEquals(List.of(), left());
    }

    @Test
    void aCacheThatCanNotBeWrittenIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        EngineMissingException e = missing(file.resolve("cache"), FakeMaven.way("says", "nothing"));
        assertTrue(e.reason().startsWith("the cache " + file.resolve("cache") + " can't be written: "), e.reason());
        assertTrue(e.remedy().contains("TOUCHSTONE_CACHE"), e.remedy());
    }

    private long client(Path pid) throws Exception {
        while (!Files.exists(pid) || Files.size(pid) == 0) {
            Thread.sleep(20);
        }
        return Long.parseLong(Files.readString(pid));
    }

    private static void awaitEnd(long pid) throws InterruptedException {
        while (ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
            Thread.sleep(20);
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process that is ended there has no last word")
    void aFetchThatIsInterruptedLeavesNothing() throws Exception {
        Path pid = folder.resolve("pid");
        Process process = FetchingProcess.start(root(), pid);
        long client = client(pid);
        process.destroy();
        process.waitFor();
        awaitEnd(client);
        assertEquals(List.of(), left());
    }

    @Test
    void whatAKilledProcessLeftGoesWithTheNextFetch() throws Exception {
        Path pid = folder.resolve("pid");
        Process process = FetchingProcess.start(root(), pid);
        long client = client(pid);
        process.destroyForcibly().waitFor();
        ProcessHandle.of(client).ifPresent(ProcessHandle::destroyForcibly);
        awaitEnd(client);
        assertEquals(1, left().size(), left().toString());
        new Cache(root(), progress::add)
                .get(FetchingProcess.ENTRY, "lib.so", f -> Files.writeString(f.resolve("lib.so"), "x"));
        assertEquals(List.of(FetchingProcess.ENTRY), left());
    }

    @Test
    void aSecondProcessWaitsForTheFirst() throws Exception {
        Path pid = folder.resolve("pid");
        Process process = FetchingProcess.start(root(), pid);
        long client = client(pid);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<Path> second = thread.submit(() -> new Cache(root(), progress::add)
                    .get(FetchingProcess.ENTRY, "lib.so", f -> Files.writeString(f.resolve("lib.so"), "x")));
            while (progress.isEmpty()) {
                Thread.sleep(20);
            }
            assertEquals(List.of("touchstone: another process fetches engine-1; waiting for it"), progress);
            assertFalse(second.isDone());
            process.destroyForcibly().waitFor();
            ProcessHandle.of(client).ifPresent(ProcessHandle::destroyForcibly);
            assertTrue(Files.isRegularFile(second.get(30, TimeUnit.SECONDS)));
        }
    }

    @Test
    void progressIsShownWhileAClientWorks() throws Exception {
        Files.write(folder.resolve("half"), new byte[3_000_000]);
        try (FetchProgress shown = new FetchProgress(folder, progress::add, Duration.ofMillis(20))) {
            shown.start();
            while (progress.isEmpty()) {
                Thread.sleep(20);
            }
        }
        assertEquals("touchstone: 3 MB so far, after 0 s", progress.getFirst());
    }
}
