package dev.touchstone.exec.host.linux;

import static dev.touchstone.exec.host.system.SystemFunctions.unexpected;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.exec.engines.Host;
import dev.touchstone.exec.host.posix.Posix;
import dev.touchstone.exec.host.system.SystemCallException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// What Linux has beside [Posix].
public final class Libc {
    public static final int MAP_FIXED_NOREPLACE = 0x10_0000;

    public static final int MFD_CLOEXEC = 1;

    private static final MethodHandle MEMFD_CREATE =
            Posix.functions().find("memfd_create", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle FTRUNCATE =
            Posix.functions().find("ftruncate", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));

    private static final MethodHandle SYSCALL = Posix.functions()
            .findVariadic("syscall", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT), 1);
    private static final long SYS_MEMBARRIER = Host.current().arch().equals("aarch64") ? 283 : 324;

    private Libc() {}

    /// Makes a file in memory, of `bytes` bytes, that has no name, and returns its descriptor.
    ///
    /// @param name for people, as shown below `/proc`
    /// @throws SystemCallException if the system refuses
    public static int memfd(String name, long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int fd = (int) MEMFD_CREATE.invokeExact(state, arena.allocateFrom(name), MFD_CLOEXEC);
            if (fd < 0) {
                throw Posix.failure("memfd_create \"" + name + "\"", state);
            }
            if ((int) FTRUNCATE.invokeExact(state, fd, bytes) != 0) {
                SystemCallException failure =
                        Posix.failure("ftruncate of a memory file to 0x%x bytes".formatted(bytes), state);
                Posix.close(fd);
                throw failure;
            }
            return fd;
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// Issues a memory barrier on all threads of this process.
    ///
    /// @param command `MEMBARRIER_CMD_...`, of those without flags
    /// @throws SystemCallException if the system has no such command, or refuses
    public static void membarrier(int command) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            if ((long) SYSCALL.invokeExact(state, SYS_MEMBARRIER, command, 0, 0) != 0) {
                throw Posix.failure("membarrier with command 0x%x".formatted(command), state);
            }
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }
}
