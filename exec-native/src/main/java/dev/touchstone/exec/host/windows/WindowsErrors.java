package dev.touchstone.exec.host.windows;

import static dev.touchstone.exec.host.system.SystemFunctions.unexpected;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.exec.host.system.SystemCallException;
import dev.touchstone.exec.host.system.SystemFunctions;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/// What a call of `kernel32.dll` that failed says.
final class WindowsErrors {
    static final SystemFunctions DLL =
            new SystemFunctions(SymbolLookup.libraryLookup("kernel32", Arena.global()), "GetLastError");

    private static final int FORMAT_MESSAGE_FROM_SYSTEM_IGNORE_INSERTS = 0x1200;
    private static final MethodHandle FORMAT_MESSAGE = DLL.find(
            "FormatMessageW",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG));

    private WindowsErrors() {}

    /// The failure of a call.
    static SystemCallException failure(String call, MemorySegment state) {
        int code = DLL.code(state);
        return new SystemCallException(call, "Windows error", code, text(code));
    }

    private static String text(int code) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            MemorySegment text = arena.allocate(ValueLayout.JAVA_CHAR, 512);
            int length = (int) FORMAT_MESSAGE.invokeExact(
                    state, FORMAT_MESSAGE_FROM_SYSTEM_IGNORE_INSERTS, 0L, code, 0, text, 512, 0L);
            byte[] utf16 = text.asSlice(0, 2L * length).toArray(ValueLayout.JAVA_BYTE);
            return length == 0 ? "no text" : new String(utf16, StandardCharsets.UTF_16LE).strip();
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }
}
