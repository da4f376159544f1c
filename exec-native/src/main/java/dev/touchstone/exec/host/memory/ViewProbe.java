package dev.touchstone.exec.host.memory;

import static dev.touchstone.exec.host.system.SystemFunctions.unexpected;

import dev.touchstone.exec.engines.Host;
import dev.touchstone.exec.host.cache.InstructionCache;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Tries whether code that is written by one view, and written over, is what runs by the other view. All
/// processors do that; translators need not: QEMU's user mode runs what it translated first, up to version 8.0.
final class ViewProbe {
    private static final MethodHandle CALL =
            Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(ValueLayout.JAVA_INT));

    private ViewProbe() {}

    /// @throws UnsupportedOperationException if it is not so
    /// @throws dev.touchstone.exec.host.system.SystemCallException if the system refuses two views
    static void check(HostPages pages, InstructionCache cache) {
        long bytes = pages.granularity();
        HostPages.Views views = pages.mapViews(0, bytes);
        try {
            MemorySegment data = MemorySegment.ofAddress(views.data()).reinterpret(bytes);
            for (int value = 1; value <= 2; value++) {
                byte[] code = constant(value);
                MemorySegment.copy(code, 0, data, ValueLayout.JAVA_BYTE, 0, code.length);
                cache.written(views.code(), code.length, value == 1);
                if ((int) CALL.invokeExact(MemorySegment.ofAddress(views.code())) != value) {
                    throw new UnsupportedOperationException(
                            "this host does not run code as it was written by another view of its page");
                }
            }
        } catch (Throwable t) {
            throw unexpected(t);
        } finally {
            pages.unmapViews(views, bytes);
        }
    }

    private static byte[] constant(int value) {
        ByteBuffer code = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        return Host.current().arch().equals("aarch64")
                ? code.putInt(0x5280_0000 | value << 5).putInt(0xD65F_03C0).array() // mov w0, #value; ret
                : code.put((byte) 0xB8).putInt(value).put((byte) 0xC3).array(); // mov eax, value; ret
    }
}
