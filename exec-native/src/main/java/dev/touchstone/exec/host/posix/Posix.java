package dev.touchstone.exec.host.posix;

import static dev.touchstone.exec.host.system.SystemFunctions.unexpected;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.exec.engines.Host;
import dev.touchstone.exec.host.system.SystemCallException;
import dev.touchstone.exec.host.system.SystemFunctions;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Calls of the C library. Addresses are plain numbers: whoever maps them keeps them.
public final class Posix {
    public static final int PROT_NONE = 0;
    public static final int PROT_READ = 1;
    public static final int PROT_WRITE = 2;
    public static final int PROT_EXEC = 4;

    public static final int MAP_SHARED = 1;
    public static final int MAP_PRIVATE = 2;
    public static final int MAP_FIXED = 0x10;
    public static final int MAP_ANONYMOUS = Host.current().isMac() ? 0x1000 : 0x20;

    /// The errors that mean that the system does not allow it, on Linux and macOS alike.
    public static final int EPERM = 1;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EINVAL = 22;

    private static final int SC_PAGESIZE = Host.current().isMac() ? 29 : 30;

    private static final SystemFunctions C =
            new SystemFunctions(Linker.nativeLinker().defaultLookup(), "errno");

    private static final MethodHandle MMAP = C.find(
            "mmap", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MPROTECT =
            C.find("mprotect", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle MUNMAP = C.find("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle CLOSE = C.find("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle SYSCONF = C.find("sysconf", FunctionDescriptor.of(JAVA_LONG, JAVA_INT));
    private static final MethodHandle STRERROR = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("strerror"),
                    FunctionDescriptor.of(ADDRESS, JAVA_INT));

    private static final long PAGE_SIZE = pageSizeOfHost();

    private Posix() {}

    /// Bytes of a page.
    public static long pageSize() {
        return PAGE_SIZE;
    }

    /// Maps `bytes` bytes and returns their address.
    ///
    /// @param fd of the file, or -1 with `MAP_ANONYMOUS`
    /// @throws SystemCallException if the system refuses
    public static long mmap(long address, long bytes, int protection, int flags, int fd, long offset) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            long result = (long) MMAP.invokeExact(state, address, bytes, protection, flags, fd, offset);
            if (result == -1) {
                throw failure(
                        "mmap of 0x%x bytes%s%s, protection %s"
                                .formatted(
                                        bytes,
                                        address == 0 ? "" : " at 0x%x".formatted(address),
                                        fd < 0 ? "" : " of descriptor " + fd,
                                        letters(protection)),
                        state);
            }
            return result;
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// Changes what may be done with whole pages.
    ///
    /// @throws SystemCallException if the system refuses
    public static void mprotect(long address, long bytes, int protection) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            if ((int) MPROTECT.invokeExact(state, address, bytes, protection) != 0) {
                throw failure(
                        "mprotect of 0x%x bytes at 0x%x to %s".formatted(bytes, address, letters(protection)), state);
            }
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// Gives pages back.
    ///
    /// @throws SystemCallException if the system refuses
    public static void munmap(long address, long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            if ((int) MUNMAP.invokeExact(state, address, bytes) != 0) {
                throw failure("munmap of 0x%x bytes at 0x%x".formatted(bytes, address), state);
            }
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// Closes a descriptor.
    ///
    /// @throws SystemCallException if it is not open
    public static void close(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            if ((int) CLOSE.invokeExact(state, fd) != 0) {
                throw failure("close of descriptor " + fd, state);
            }
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// The functions of the C library that leave errno.
    public static SystemFunctions functions() {
        return C;
    }

    /// The failure of a call of [#functions()].
    ///
    /// @param call the function and its arguments, for people
    /// @param state where the call left errno
    public static SystemCallException failure(String call, MemorySegment state) {
        int errno = C.code(state);
        try {
            MemorySegment text = (MemorySegment) STRERROR.invokeExact(errno);
            return new SystemCallException(
                    call, "errno", errno, text.reinterpret(256).getString(0));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private static long pageSizeOfHost() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            return (long) SYSCONF.invokeExact(state, SC_PAGESIZE);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private static String letters(int protection) {
        return ((protection & PROT_READ) != 0 ? "r" : "-")
                + ((protection & PROT_WRITE) != 0 ? "w" : "-")
                + ((protection & PROT_EXEC) != 0 ? "x" : "-");
    }
}
