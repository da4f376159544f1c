package dev.touchstone.exec.host.windows;

import static dev.touchstone.exec.host.system.SystemFunctions.unexpected;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.exec.host.system.SystemCallException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Calls of `kernel32.dll` on 64-bit Windows. Addresses and handles are plain numbers: whoever has them made keeps
/// them.
public final class Kernel32 {
    public static final int PAGE_NOACCESS = 0x01;
    public static final int PAGE_READWRITE = 0x04;
    public static final int PAGE_EXECUTE_READ = 0x20;
    public static final int PAGE_EXECUTE_READWRITE = 0x40;

    public static final int MEM_COMMIT = 0x1000;
    public static final int MEM_RESERVE = 0x2000;

    /// Arbitrary Code Guard does not let this process make code.
    public static final int ERROR_DYNAMIC_CODE_BLOCKED = 1655;

    private static final int MEM_RELEASE = 0x8000;
    private static final long CURRENT_PROCESS = -1;

    private static final MethodHandle VIRTUAL_ALLOC = WindowsErrors.DLL.find(
            "VirtualAlloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT));
    private static final MethodHandle VIRTUAL_FREE =
            WindowsErrors.DLL.find("VirtualFree", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
    private static final MethodHandle VIRTUAL_PROTECT = WindowsErrors.DLL.find(
            "VirtualProtect", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS));
    private static final MethodHandle FLUSH_INSTRUCTION_CACHE = WindowsErrors.DLL.find(
            "FlushInstructionCache", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle FLUSH_PROCESS_WRITE_BUFFERS =
            WindowsErrors.DLL.find("FlushProcessWriteBuffers", FunctionDescriptor.ofVoid());
    private static final MethodHandle GET_SYSTEM_INFO =
            WindowsErrors.DLL.find("GetSystemInfo", FunctionDescriptor.ofVoid(ADDRESS));
    private static final int PAGE_SIZE = systemInfo(4);
    private static final int GRANULARITY = systemInfo(40);

    private Kernel32() {}

    /// Bytes of a page.
    public static long pageSize() {
        return PAGE_SIZE;
    }

    /// What the address of an allocation or a view is a multiple of: 64 KiB.
    public static long granularity() {
        return GRANULARITY;
    }

    /// Reserves pages, commits them, or both.
    ///
    /// @param address where, or 0 for anywhere
    /// @param type `MEM_RESERVE`, `MEM_COMMIT` or both
    /// @throws SystemCallException if the system refuses
    public static long virtualAlloc(long address, long bytes, int type, int protection) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            long result = (long) VIRTUAL_ALLOC.invokeExact(state, address, bytes, type, protection);
            if (result == 0) {
                throw WindowsErrors.failure(
                        "VirtualAlloc of 0x%x bytes%s, protection %s"
                                .formatted(bytes, address == 0 ? "" : " at 0x%x".formatted(address), name(protection)),
                        state);
            }
            return result;
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// Gives back all that one [#virtualAlloc] reserved.
    ///
    /// @throws SystemCallException if the system refuses
    public static void virtualFree(long address) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            if ((int) VIRTUAL_FREE.invokeExact(state, address, 0L, MEM_RELEASE) == 0) {
                throw WindowsErrors.failure("VirtualFree at 0x%x".formatted(address), state);
            }
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// Changes what may be done with whole pages.
    ///
    /// @throws SystemCallException if the system refuses
    public static void virtualProtect(long address, long bytes, int protection) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            MemorySegment old = arena.allocate(JAVA_INT);
            if ((int) VIRTUAL_PROTECT.invokeExact(state, address, bytes, protection, old) == 0) {
                throw WindowsErrors.failure(
                        "VirtualProtect of 0x%x bytes at 0x%x to %s".formatted(bytes, address, name(protection)),
                        state);
            }
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// Makes code that was written what all processors fetch.
    ///
    /// @throws SystemCallException if the system refuses
    public static void flushInstructionCache(long address, long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            if ((int) FLUSH_INSTRUCTION_CACHE.invokeExact(state, CURRENT_PROCESS, address, bytes) == 0) {
                throw WindowsErrors.failure(
                        "FlushInstructionCache of 0x%x bytes at 0x%x".formatted(bytes, address), state);
            }
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// Interrupts every processor that runs a thread of this process.
    public static void flushProcessWriteBuffers() {
        try (Arena arena = Arena.ofConfined()) {
            FLUSH_PROCESS_WRITE_BUFFERS.invokeExact(arena.allocate(Linker.Option.captureStateLayout()));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private static int systemInfo(int offset) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            MemorySegment info = arena.allocate(48, 8);
            GET_SYSTEM_INFO.invokeExact(state, info);
            return info.get(JAVA_INT, offset);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// Protection, for people.
    static String name(int protection) {
        return switch (protection & 0xff) {
            case PAGE_NOACCESS -> "---";
            case PAGE_READWRITE -> "rw-";
            case PAGE_EXECUTE_READ -> "r-x";
            case PAGE_EXECUTE_READWRITE -> "rwx";
            default -> "0x%x".formatted(protection);
        };
    }
}
