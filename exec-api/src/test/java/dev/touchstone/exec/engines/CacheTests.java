package dev.touchstone.exec.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTests {
    @TempDir
    private Path root;

    @Test
    void anEntryIsFilledOnceHoweverManyAskAtOnce() throws Exception {
        AtomicInteger fills = new AtomicInteger();
        Callable<Path> ask = () -> new Cache(root, line -> {}).get("engine-1", "lib.so", folder -> {
            fills.incrementAndGet();
            Files.writeString(folder.resolve("lib.so"), "x");
        });
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Path>> paths =
                    threads.invokeAll(IntStream.range(0, 16).mapToObj(i -> ask).toList());
            for (Future<Path> path : paths) {
                assertEquals(root.resolve("engine-1").resolve("lib.so"), path.get());
            }
        }
        assertEquals(1, fills.get());
    }

    @Test
    void whatIsNotFinishedLeavesNoEntry() throws IOException {
        Cache cache = new Cache(root, line -> {});
        assertThrows(
                IOException.class,
                () -> cache.get("engine-1", "lib.so", folder -> {
                    Files.writeString(folder.resolve("lib.so"), "half");
                    throw new IOException("no space");
                }));
        assertNull(cache.find("engine-1", "lib.so"));
        assertThrows(FetchException.class, () -> cache.get("engine-1", "lib.so", folder -> {}));
        try (var files = Files.list(root)) {
            assertEquals(List.of(root.resolve("engine-1.lock")), files.toList());
        }
    }
}
