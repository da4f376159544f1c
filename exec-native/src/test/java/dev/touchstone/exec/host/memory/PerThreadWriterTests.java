package dev.touchstone.exec.host.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.exec.host.posix.Posix;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The routine that writes for macOS on Apple silicon, on Linux with a stand-in for the function that opens and
/// closes pages for a thread: what it does between the two, and that it always does both.
@Tag("portable")
@EnabledOnOs(value = OS.LINUX, architectures = "aarch64")
class PerThreadWriterTests {
    private static final List<Integer> CALLS = new ArrayList<>();

    /// @param closed as `pthread_jit_write_protect_np` takes it
    static void protect(int closed) {
        CALLS.add(closed);
    }

    @Test
    void opensCopiesAndCloses() throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment protect = Linker.nativeLinker()
                    .upcallStub(
                            MethodHandles.lookup()
                                    .findStatic(
                                            PerThreadWriterTests.class,
                                            "protect",
                                            MethodType.methodType(void.class, int.class)),
                            FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT),
                            arena);
            PerThreadWriter writer = new PerThreadWriter(protect);
            long page = Posix.pageSize();
            long address = Posix.mmap(
                    0, page, Posix.PROT_READ | Posix.PROT_WRITE, Posix.MAP_PRIVATE | Posix.MAP_ANONYMOUS, -1, 0);
            MemorySegment memory = MemorySegment.ofAddress(address).reinterpret(page);
            byte[] bytes = new byte[100];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (i + 1);
            }
            for (int length : new int[] {0, 1, 3, 4, 5, 7, 8, 9, 16, 100}) {
                CALLS.clear();
                memory.fill((byte) 0);
                byte[] part = Arrays.copyOf(bytes, length);
                writer.write(address + 8, part);
                assertEquals(List.of(0, 1), CALLS);
                byte[] expected = new byte[128];
                System.arraycopy(part, 0, expected, 8, length);
                assertArrayEquals(expected, memory.asSlice(0, 128).toArray(ValueLayout.JAVA_BYTE));
            }
            Posix.munmap(address, page);
        }
    }
}
