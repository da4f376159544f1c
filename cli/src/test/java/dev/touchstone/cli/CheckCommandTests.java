package dev.touchstone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CheckCommandTests {
    @Test
    void anUnknownSubjectIsRefusedWithTheKnownOnes() {
        Cli cli = Cli.run("check", "--subject", "nonsuch");
        assertEquals(2, cli.exit());
        assertTrue(cli.err().contains("there is no assembler \"nonsuch\" to test; known: touchstone"), cli.err());
    }
}
