package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.host.linux.Libc;
import dev.touchstone.exec.host.posix.Posix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that is mapped here; another process maps it too, by [#path()].
final class SharedMemory implements AutoCloseable {
    private final Arena arena;
    private final MemorySegment segment;
    private final String path;
    private final Runnable closer;

    private SharedMemory(Arena arena, MemorySegment segment, String path, Runnable closer) {
        this.arena = arena;
        this.segment = segment;
        this.path = path;
        this.closer = closer;
    }

    /// A file in memory that has no name. A process of the same user opens it as long as it is open here. On
    /// Linux.
    static SharedMemory anonymous(String name, long bytes) {
        Arena arena = Arena.ofShared();
        int descriptor = Libc.memfd(name, bytes);
        try {
            long address = Posix.mmap(0, bytes, Posix.PROT_READ | Posix.PROT_WRITE, Posix.MAP_SHARED, descriptor, 0);
            MemorySegment segment = MemorySegment.ofAddress(address)
                    .reinterpret(bytes, arena, pages -> Posix.munmap(pages.address(), pages.byteSize()));
            String path = "/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor;
            return new SharedMemory(arena, segment, path, () -> Posix.close(descriptor));
        } catch (RuntimeException e) {
            Posix.close(descriptor);
            throw e;
        }
    }

    /// The same, of these bytes.
    static SharedMemory of(String name, byte[] bytes) {
        SharedMemory file = anonymous(name, bytes.length);
        MemorySegment.copy(bytes, 0, file.segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return file;
    }

    /// A temporary file of zeros, deleted when it is closed, or at the latest when this process ends.
    static SharedMemory temporary(String name, long bytes) {
        try {
            // Files.createTempFile draws from SecureRandom, which asks for network adapters: that is slow.
            String unique = name + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
            Path file = Files.createFile(Path.of(System.getProperty("java.io.tmpdir"), unique));
            file.toFile().deleteOnExit();
            return map(file, bytes, () -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    // Somebody has it mapped still: it is deleted at the end of this process.
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Memory of another process.
    static SharedMemory open(Path file, long bytes) throws IOException {
        return map(file, bytes, () -> {});
    }

    private static SharedMemory map(Path file, long bytes, Runnable closer) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MemorySegment segment = channel.map(MapMode.READ_WRITE, 0, bytes, arena);
            return new SharedMemory(arena, segment, file.toString(), closer);
        } catch (IOException e) {
            arena.close();
            throw e;
        }
    }

    MemorySegment segment() {
        return segment;
    }

    String path() {
        return path;
    }

    @Override
    public void close() {
        arena.close();
        closer.run();
    }
}
