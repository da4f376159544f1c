package dev.touchstone.exec.host.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.exec.host.memory.HostPages.Protection;
import dev.touchstone.exec.host.system.SystemCallException;
import org.junit.jupiter.api.Test;

/// What is said where a system refuses memory for code.
class RefusalTests {
    private static SystemCallException failure(String codeName, int code) {
        return new SystemCallException("mmap of 0x1000 bytes, protection r-x", codeName, code, "Not today");
    }

    @Test
    void linuxSaysWhatToChange() {
        String message = String.valueOf(LinuxPages.advised(failure("errno", 13), Protection.READ_EXECUTE)
                .getMessage());
        assertTrue(
                message.startsWith("mmap of 0x1000 bytes, protection r-x: Not today (errno 13); this system refuses"),
                message);
        assertTrue(message.contains("execmem") && message.contains("MemoryDenyWriteExecute=no"), message);
        SystemCallException other = failure("errno", 12);
        assertSame(other, LinuxPages.advised(other, Protection.READ_EXECUTE));
        SystemCallException data = failure("errno", 13);
        assertSame(data, LinuxPages.advised(data, Protection.READ_WRITE));
    }

    @Test
    void windowsSaysWhatToChange() {
        SystemCallException advised = WindowsPages.advised(failure("Windows error", 1655));
        assertTrue(String.valueOf(advised.getMessage()).contains("Set-ProcessMitigation"), advised.getMessage());
        assertEquals(1655, advised.code());
        assertEquals("Not today", advised.text());
        SystemCallException other = failure("Windows error", 487);
        assertSame(other, WindowsPages.advised(other));
    }

    @Test
    void macOsSaysWhatToChange() {
        SystemCallException advised = assertThrows(
                SystemCallException.class,
                () -> MacPages.advised(() -> {
                    throw failure("errno", 1);
                }));
        assertTrue(String.valueOf(advised.getMessage()).contains("com.apple.security.cs.allow-jit"));
    }
}
