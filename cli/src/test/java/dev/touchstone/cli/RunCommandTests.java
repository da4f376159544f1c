package dev.touchstone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x86-64 | mov eax, 42; ret | rax",
                "x86 | mov eax, 42; ret | eax",
                "a64 | mov x0, #42; ret | x0",
                "a32 | mov r0, #42; bx lr | r0",
                "t32 | movs r0, #42; bx lr | r0"
            })
    void registersAfterTheRun(String isa, String text, String register) throws IOException {
        Cli run = Cli.run("run", "--isa", isa, "--engine", "unicorn", "--json", text);
        assertEquals(0, run.exit(), run.err());
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertEquals("completed", document.get("outcome").asText());
        assertEquals(42, Long.decode(document.get("registers").get(register).asText()));
    }

    @Test
    void aFaultIsPrintedAndFails() {
        Cli run = Cli.run("run", "--isa", "x86-64", "--engine", "unicorn", "ud2");
        assertEquals(1, run.exit());
        assertTrue(run.out().startsWith("faulted: ILLEGAL_INSTRUCTION at pc 0x20ff0000"), run.out());
    }

    @Test
    void anEndlessLoopTimesOut() {
        Cli run = Cli.run("run", "--isa", "a64", "--engine", "unicorn", "--timeout", "100", "here: b here");
        assertEquals("timed out\n", run.out());
        assertEquals(1, run.exit());
    }

    @Test
    void anUnknownEngineIsRefusedWithTheKnownOnes() {
        Cli run = Cli.run("run", "--isa", "x86-64", "--engine", "bochs", "nop");
        assertEquals(1, run.exit());
        assertTrue(
                run.err().contains("there is no executor \"bochs\"; known: ")
                        && run.err().contains("unicorn"),
                run.err());
    }
}
