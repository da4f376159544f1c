package dev.touchstone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisasmCommandTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x86-64 | 4801d8c3 | add rax, rbx/ret",
                "a64 | 20140091 | add x0, x1, #0x5",
                "a32 | 02008100 | addeq r0, r1, r2",
                "t32 | 8818 | adds r0, r1, r2"
            })
    void bytesGiveText(String isa, String hex, String text) {
        Cli run = Cli.run("disasm", "--isa", isa, hex);
        assertEquals(text.replace('/', '\n') + "\n", run.out(), run.err());
        assertEquals(0, run.exit());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x86-64 | 480 | truncated",
                "x86-64 | 48zz | z",
                "x86-64 | 4801 | end",
                "x86-64 | 48 | end",
                "a64 | 2014 | left",
                "t32 | 88 | left"
            })
    void badBytesAreOneLine(String isa, String hex, String names) {
        Cli run = Cli.run("disasm", "--isa", isa, hex);
        assertEquals(1, run.exit(), run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().startsWith("error: ") && run.err().contains(names), run.err());
    }

    @Test
    void aBatchAnswersEachLine() {
        Cli run = Cli.with("c3\n480\n4801d8\n", "disasm", "--isa", "x86-64", "--batch");
        List<String> lines = run.out().lines().toList();
        assertEquals("ret", lines.get(0));
        assertTrue(lines.get(1).startsWith("error: truncated"), lines.get(1));
        assertEquals("add rax, rbx", lines.get(2));
    }
}
