package dev.touchstone.exec.host.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// Calls of the C library on 64-bit Linux. Addresses are plain numbers: whoever maps them keeps them.
public final class Libc {
    public static final int PROT_READ = 1;
    public static final int PROT_WRITE = 2;
    public static final int PROT_EXEC = 4;

    public static final int MAP_SHARED = 1;
    public static final int MAP_PRIVATE = 2;
    public static final int MAP_ANONYMOUS = 0x20;
    public static final int MAP_FIXED_NOREPLACE = 0x10_0000;

    public static final int MFD_CLOEXEC = 1;

    private static final int SC_PAGESIZE = 30;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final VarHandle ERRNO_VALUE =
            Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle MMAP = find(
            "mmap", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MPROTECT =
            find("mprotect", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle MUNMAP = find("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle MEMFD_CREATE =
            find("memfd_create", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle FTRUNCATE =
            find("ftruncate", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle CLOSE = find("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle SYSCONF = find("sysconf", FunctionDescriptor.of(JAVA_LONG, JAVA_INT));
    private static final MethodHandle STRERROR = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("strerror"), FunctionDescriptor.of(ADDRESS, JAVA_INT));

    private static final long PAGE_SIZE = pageSizeOfHost();

    private Libc() {}

    /// Bytes of a page.
    public static long pageSize() {
        return PAGE_SIZE;
    }

    /// Maps `bytes` bytes and returns their address.
    ///
    /// @param fd of the file, or -1 with `MAP_ANONYMOUS`
    /// @throws ErrnoException if the system refuses
    public static long mmap(long address, long bytes, int protection, int flags, int fd, long offset) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            long result = (long) MMAP.invokeExact(state, address, bytes, protection, flags, fd, offset);
            if (result == -1) {
                throw failure(
                        "mmap of 0x%x bytes%s, protection %s"
                                .formatted(
                                        bytes, address == 0 ? "" : " at 0x%x".formatted(address), letters(protection)),
                        state);
            }
            return result;
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// Changes what may be done with whole pages.
    ///
    /// @throws ErrnoException if the system refuses
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
    /// @throws ErrnoException if the system refuses
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

    /// Makes a file in memory, of `bytes` bytes, that has no name, and returns its descriptor.
    ///
    /// @param name for people, as shown below `/proc`
    /// @throws ErrnoException if the system refuses
    public static int memfd(String name, long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int fd = (int) MEMFD_CREATE.invokeExact(state, arena.allocateFrom(name), MFD_CLOEXEC);
            if (fd < 0) {
                throw failure("memfd_create \"" + name + "\"", state);
            }
            if ((int) FTRUNCATE.invokeExact(state, fd, bytes) != 0) {
                ErrnoException failure = failure("ftruncate of a memory file to 0x%x bytes".formatted(bytes), state);
                close(fd);
                throw failure;
            }
            return fd;
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// Closes a descriptor.
    ///
    /// @throws ErrnoException if it is not open
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

    private static long pageSizeOfHost() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            return (long) SYSCONF.invokeExact(state, SC_PAGESIZE);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private static MethodHandle find(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, ERRNO);
    }

    private static ErrnoException failure(String call, MemorySegment state) throws Throwable {
        int errno = (int) ERRNO_VALUE.get(state, 0L);
        MemorySegment text = (MemorySegment) STRERROR.invokeExact(errno);
        return new ErrnoException(call, errno, text.reinterpret(256).getString(0));
    }

    private static String letters(int protection) {
        return ((protection & PROT_READ) != 0 ? "r" : "-")
                + ((protection & PROT_WRITE) != 0 ? "w" : "-")
                + ((protection & PROT_EXEC) != 0 ? "x" : "-");
    }

    private static RuntimeException unexpected(Throwable t) {
        if (t instanceof Error error) {
            throw error;
        }
        return t instanceof RuntimeException runtime ? runtime : new IllegalStateException(t);
    }
}
