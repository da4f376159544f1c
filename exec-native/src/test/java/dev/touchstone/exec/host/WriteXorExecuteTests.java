package dev.touchstone.exec.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.exec.EngineMissingException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What the kernel says of the heap's pages while threads take, write and give back.
@EnabledOnOs(OS.LINUX)
class WriteXorExecuteTests {
    private record Mapping(long from, long to, String protection, boolean heap) {}

    private static List<Mapping> mappings() throws IOException {
        List<Mapping> mappings = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
            String[] columns = line.split(" ", 3);
            String[] addresses = columns[0].split("-");
            mappings.add(new Mapping(
                    Long.parseUnsignedLong(addresses[0], 16),
                    Long.parseUnsignedLong(addresses[1], 16),
                    columns[1],
                    line.contains("memfd:touchstone-code")));
        }
        return mappings;
    }

    @Test
    void noPageOfAHeapIsEverWritableAndExecutable() throws Exception {
        try (CodeHeap heap = CodeHeap.create(1 << 13)) {
            AtomicBoolean stop = new AtomicBoolean();
            Runnable work = () -> {
                while (!stop.get()) {
                    try (Arena arena = Arena.ofConfined()) {
                        for (int i = 0; i < 200; i++) {
                            heap.add(HostFunctions.constant(i), arena);
                        }
                        heap.load(HostFunctions.image(HostFunctions.constant(1)))
                                .close();
                    } catch (EngineMissingException e) {
                        throw new IllegalStateException(e);
                    }
                }
            };
            List<Thread> threads = List.of(new Thread(work), new Thread(work));
            threads.forEach(Thread::start);
            try {
                watch();
            } finally {
                stop.set(true);
                for (Thread thread : threads) {
                    thread.join();
                }
            }
        }
    }

    private static void watch() throws IOException {
        int seen = 0;
        while (seen < 1000) {
            for (Mapping mapping : mappings()) {
                if (mapping.heap) {
                    seen++;
                    String protection = mapping.protection;
                    assertTrue(List.of("r-xs", "rw-s", "---s").contains(protection), protection);
                }
            }
        }
    }

    @Test
    void aRegionStandsBetweenGuardPages() throws Exception {
        try (CodeHeap heap = CodeHeap.create(1 << 16)) {
            long address =
                    heap.load(HostFunctions.image(HostFunctions.constant(1))).address();
            List<Mapping> mappings = mappings();
            for (int i = 0; i < mappings.size(); i++) {
                if (mappings.get(i).from == address) {
                    assertEquals("r-xs", mappings.get(i).protection);
                    assertEquals(1 << 16, mappings.get(i).to - address);
                    assertEquals("---s", mappings.get(i - 1).protection);
                    assertEquals(address, mappings.get(i - 1).to);
                    assertEquals("---s", mappings.get(i + 1).protection);
                    assertEquals(mappings.get(i).to, mappings.get(i + 1).from);
                    return;
                }
            }
            throw new AssertionError("no mapping at " + Long.toHexString(address));
        }
    }
}
