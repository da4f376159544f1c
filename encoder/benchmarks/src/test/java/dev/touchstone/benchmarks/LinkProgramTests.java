package dev.touchstone.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.relocation.CodeImage;
import org.junit.jupiter.api.Test;

class LinkProgramTests {
    private static final int BLOCKS = 5_000;

    private static CodeImage image(String set, boolean extended) {
        return LinkProgram.write(set, extended, BLOCKS).toImage();
    }

    @Test
    void theTableIsRelocated() {
        for (String set : new String[] {"x86-64", "a64"}) {
            for (boolean extended : new boolean[] {false, true}) {
                assertEquals(BLOCKS / 10, image(set, extended).relocations().size(), set);
            }
        }
    }

    @Test
    void theOptionsHaveSomethingToDo() {
        int plain = image("a64", false).size();
        assertEquals(4 * LinkProgram.BLOCK * BLOCKS + 8 * BLOCKS / 10, plain);
        assertTrue(image("a64", true).size() > plain + BLOCKS / 10, "veneers");
        assertTrue(image("x86-64", true).size() < image("x86-64", false).size() - 1000, "short branches");
    }
}
