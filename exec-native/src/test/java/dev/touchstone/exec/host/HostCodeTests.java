package dev.touchstone.exec.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.exec.host.memory.ExecutableMemory;
import dev.touchstone.exec.host.memory.HostPages;
import dev.touchstone.exec.host.system.SystemCallException;
import dev.touchstone.relocation.CodeImage;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Loading and patching on whatever system and machine this is.
@Tag("portable")
class HostCodeTests {
    private static final FunctionDescriptor INT = FunctionDescriptor.of(ValueLayout.JAVA_INT);

    @Test
    void loadsCallsAndPatches() throws Throwable {
        try (NativeCode code = NativeCode.load(HostFunctions.image(HostFunctions.constant(0x12345678)))) {
            MethodHandle function = code.function(0, INT);
            assertEquals(0x12345678, (int) function.invokeExact());
            for (int i = 0; i < 100; i++) {
                code.patch(0, HostFunctions.constant(i * 0x10001));
                assertEquals(i * 0x10001, (int) function.invokeExact());
            }
        }
    }

    @Test
    void loadsAtAnAddressThatIsFreeAndNotAtOneThatIsTaken() throws Throwable {
        CodeImage image = HostFunctions.image(HostFunctions.constant(7));
        long address = 0x33_0000_0000L;
        try (NativeCode code = NativeCode.loadAt(address, image, Map.of())) {
            assertEquals(address, code.address());
            assertEquals(7, (int) code.function(0, INT).invokeExact());
            RuntimeException e =
                    assertThrows(RuntimeException.class, () -> NativeCode.loadAt(address, image, Map.of()));
            assertTrue(e.getMessage().contains("at 0x3300000000"), e.getMessage());
        }
        try (NativeCode code = NativeCode.loadAt(address, image, Map.of())) {
            assertEquals(7, (int) code.function(0, INT).invokeExact());
        }
    }

    @Test
    void aRefusalSaysTheCallAndTheSystemsCodeAndText() throws Throwable {
        ExecutableMemory memory = ExecutableMemory.ofHost();
        SystemCallException e = assertThrows(SystemCallException.class, () -> memory.allocate(1L << 60));
        assertTrue(e.call().contains("0x1000000000000000 bytes"), e.call());
        assertTrue(e.code() != 0);
        assertTrue(e.text().length() > 3, e.text());
        assertTrue(e.getMessage().contains(e.text()) && e.getMessage().contains(" " + e.code() + ")"), e.getMessage());
    }

    @Test
    void twoViewsAreOfTheSamePages() throws Throwable {
        HostPages pages = HostPages.ofHost();
        long bytes = pages.granularity();
        long address = 0x34_0000_0000L;
        HostPages.Views views = pages.mapViews(address, bytes);
        assertEquals(address, views.code());
        assertThrows(RuntimeException.class, () -> pages.mapViews(address, bytes));
        byte[] code = HostFunctions.constant(99);
        MemorySegment.copy(
                code,
                0,
                MemorySegment.ofAddress(views.data()).reinterpret(bytes),
                ValueLayout.JAVA_BYTE,
                64,
                code.length);
        byte[] seen = MemorySegment.ofAddress(views.code())
                .reinterpret(bytes)
                .asSlice(64, code.length)
                .toArray(ValueLayout.JAVA_BYTE);
        assertArrayEquals(code, seen);
        pages.unmapViews(views, bytes);
        pages.unmapViews(pages.mapViews(address, bytes), bytes);
    }
}
