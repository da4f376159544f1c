package dev.touchstone.exec.host.cache;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.exec.host.memory.HostPages;
import dev.touchstone.exec.host.memory.HostPages.Protection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class InstructionCacheTests {
    /// The routine for A64 goes line by line: it must not leave the range's pages.
    @Test
    void staysWithinWhatWasWritten() throws Exception {
        HostPages pages = HostPages.ofHost();
        long page = pages.pageSize();
        long bytes = pages.granularity() + page;
        long address = pages.map(0, bytes, Protection.READ_EXECUTE);
        pages.protect(address + bytes - page, page, Protection.NONE);
        long end = address + bytes - page;
        InstructionCache cache = InstructionCache.ofHost();
        for (int length : new int[] {1, 4, 63, 64, 65, 1000}) {
            cache.written(end - length, length, true);
            cache.written(address, length, false);
        }
        pages.unmap(address, bytes);
        assertSame(cache, InstructionCache.ofHost());
    }

    @Test
    void synchronisesThreadsOrSaysWhyNot() throws Exception {
        InstructionCache cache = InstructionCache.ofHost();
        if (cache.synchronizesThreads()) {
            cache.synchronizeThreads();
        } else {
            String message = assertThrows(UnsupportedOperationException.class, cache::synchronizeThreads)
                    .getMessage();
            assertTrue(message.length() > 20, message);
        }
    }
}
