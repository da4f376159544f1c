package dev.touchstone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageCommandTests {
    @TempDir
    private Path folder = Path.of("");

    private String file = "";

    @BeforeEach
    void name() {
        file = folder.resolve("image.tsi").toString();
    }

    private void build(String isa, String text) {
        Cli build = Cli.run("image", "build", "--isa", isa, "--out", file, "--entry", "f", text);
        assertEquals(0, build.exit(), build.err());
    }

    private void assertFails(String error, String... args) {
        Cli run = Cli.run(args);
        assertEquals(1, run.exit(), run.out());
        assertEquals("error: " + error + "\n", run.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x86-64 | nop; f: mov eax, 42; ret | rax",
                "x86 | nop; f: mov eax, 42; ret | eax",
                "a64 | nop; f: mov x0, #42; ret | x0",
                "a32 | nop; f: mov r0, #42; bx lr | r0",
                "t32 | nop; f: movs r0, #42; bx lr | r0"
            })
    void imagesOfEverySetRunEmulated(String isa, String text, String register) throws IOException {
        build(isa, text);
        Cli run = Cli.run("image", "run", file, "--engine", "unicorn", "--json");
        assertEquals(0, run.exit(), run.err());
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertEquals("completed", document.get("outcome").asText());
        assertEquals(42, Long.decode(document.get("registers").get(register).asText()));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void anImageRunsNativelyAndInTheCommandsProcess() {
        build("x86-64", "nop; f: lea rax, [rdi + 1]; ret");
        Cli snippet = Cli.run("image", "run", file, "--set", "rdi=41");
        assertTrue(snippet.out().contains("rax     0x000000000000002a"), snippet.out() + snippet.err());
        Cli process = Cli.run("image", "run", file, "--engine", "process", "--address", "0x3100000000", "--arg", "41");
        assertEquals("loaded at 0x3100000000\nreturned 42 (0x2a)\n", process.out(), process.err());
        build("a64", "f: ret");
        assertFails(
                "native: this process runs x86-64 code, this is a64 code; run it as a snippet, with an executor",
                "image",
                "run",
                file,
                "--engine",
                "process");
    }

    @Test
    void infoTellsWhatTheFileHolds() throws IOException {
        build("x86-64", "nop; f: jmp g; g: ret");
        String text = Cli.run("image", "info", file).out();
        assertTrue(text.contains("machine    x86-64\n"), text);
        assertTrue(text.contains("section    0x0      .text    0x"), text);
        assertTrue(text.contains("symbol     0x1      f, function, entry point\n"), text);
        JsonNode document = new ObjectMapper()
                .readTree(Cli.run("image", "info", "--json", file).out());
        assertEquals(Files.size(Path.of(file)), document.get("fileBytes").asLong());
        assertEquals("f", document.get("symbols").get(0).get("name").asText());
        assertTrue(document.get("symbols").get(0).get("entryPoint").asBoolean());
        assertTrue(document.get("checksum").asText().matches("[0-9a-f]{8}"));
    }

    @Test
    void whatCannotBeDoneIsSaidInOneLine() throws IOException {
        build("x86-64", "f: ret");
        assertFails(
                "--address goes with --engine process, not with unicorn",
                "image",
                "run",
                file,
                "--engine",
                "unicorn",
                "--address",
                "0x1000");
        assertFails(
                "--arg goes with --engine process, not with unicorn",
                "image",
                "run",
                file,
                "--engine",
                "unicorn",
                "--arg",
                "1");
        assertFails(
                "--set goes with --engine native or unicorn, not with process",
                "image",
                "run",
                file,
                "--engine",
                "process",
                "--set",
                "rax=1");
        assertFails("no symbol \"g\"; there are [f]", "image", "run", file, "--entry", "g");
        assertFails("no file " + file + "x", "image", "info", file + "x");
        assertFails(
                "no symbol \"g\"; there are [f]",
                "image",
                "build",
                "--isa",
                "x86-64",
                "--out",
                file,
                "--entry",
                "g",
                "f: ret");
        byte[] bytes = Files.readAllBytes(Path.of(file));
        bytes[bytes.length - 5] ^= 1;
        Files.write(Path.of(file), bytes);
        Cli damaged = Cli.run("image", "run", file);
        assertTrue(
                damaged.err()
                        .matches("error: image file, offset 0x[0-9a-f]+: the checksum is .*: the file is damaged\n"),
                damaged.err());
        Cli.run("image", "build", "--isa", "a64", "--out", file, "--entry", "f", "--entry", "g", "f: nop; g: ret");
        assertFails("name one of the entry points with --entry: f, g", "image", "run", file, "--engine", "unicorn");
    }
}
