package dev.touchstone.exec.host.windows;

import static dev.touchstone.exec.host.system.SystemFunctions.unexpected;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.exec.host.system.SystemCallException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Sections of memory and views of them: the calls of `kernel32.dll` for file mappings without a file.
public final class Sections {
    public static final int FILE_MAP_WRITE = 0x02;
    public static final int FILE_MAP_READ = 0x04;
    public static final int FILE_MAP_EXECUTE = 0x20;

    private static final long INVALID_HANDLE_VALUE = -1;

    private static final MethodHandle CREATE_FILE_MAPPING = WindowsErrors.DLL.find(
            "CreateFileMappingW",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MAP_VIEW_OF_FILE = WindowsErrors.DLL.find(
            "MapViewOfFileEx",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle UNMAP_VIEW_OF_FILE =
            WindowsErrors.DLL.find("UnmapViewOfFile", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
    private static final MethodHandle CLOSE_HANDLE =
            WindowsErrors.DLL.find("CloseHandle", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));

    private Sections() {}

    /// Makes a section of memory that has no name, to be mapped with [#mapView], and returns its handle.
    ///
    /// @param protection the most that a view may have
    /// @throws SystemCallException if the system refuses
    public static long createFileMapping(long bytes, int protection) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            long handle = (long) CREATE_FILE_MAPPING.invokeExact(
                    state, INVALID_HANDLE_VALUE, 0L, protection, (int) (bytes >>> 32), (int) bytes, 0L);
            if (handle == 0) {
                throw WindowsErrors.failure(
                        "CreateFileMapping of 0x%x bytes, protection %s".formatted(bytes, Kernel32.name(protection)),
                        state);
            }
            return handle;
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// Maps the first `bytes` bytes of a section and returns their address.
    ///
    /// @param access `FILE_MAP_...`
    /// @param address where, or 0 for anywhere
    /// @throws SystemCallException if the system refuses
    public static long mapView(long section, int access, long bytes, long address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            long result = (long) MAP_VIEW_OF_FILE.invokeExact(state, section, access, 0, 0, bytes, address);
            if (result == 0) {
                throw WindowsErrors.failure(
                        "MapViewOfFileEx of 0x%x bytes%s, access 0x%x"
                                .formatted(bytes, address == 0 ? "" : " at 0x%x".formatted(address), access),
                        state);
            }
            return result;
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// Gives a view back.
    ///
    /// @throws SystemCallException if there is none at that address
    public static void unmapView(long address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            if ((int) UNMAP_VIEW_OF_FILE.invokeExact(state, address) == 0) {
                throw WindowsErrors.failure("UnmapViewOfFile at 0x%x".formatted(address), state);
            }
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// Closes a handle.
    ///
    /// @throws SystemCallException if it is not open
    public static void closeHandle(long handle) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            if ((int) CLOSE_HANDLE.invokeExact(state, handle) == 0) {
                throw WindowsErrors.failure("CloseHandle of 0x%x".formatted(handle), state);
            }
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }
}
