package dev.touchstone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.X86Assembler;
import dev.touchstone.encoder.x86.X86Registers;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.SectionKind;
import dev.touchstone.relocation.SymbolType;
import dev.touchstone.relocation.image.ImageFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Image files that one process makes and others get, good and bad.
class ImageProcessTests {
    @TempDir
    private Path folder = Path.of("");

    private Path file() {
        return folder.resolve("image.tsi");
    }

    /// Runs the command in a process of its own.
    private static Cli process(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Touchstone.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Cli(process.waitFor(), output, output);
    }

    /// `long f(long x) { return x + table[counter++]; }`, where code finds the table by an address in `.data`.
    private static byte[] counter() {
        CodeBuffer code = new CodeBuffer(Machine.X86_64);
        CodeBuffer rodata = code.section(SectionKind.RODATA);
        CodeBuffer data = code.section(SectionKind.DATA);
        Label f = code.label("f");
        Label table = code.label("table");
        Label counter = code.label("counter");
        Label pointers = code.label("pointers");
        X86Assembler a = new X86Assembler(code);
        a.nop();
        code.bind(f);
        a.mov(X86Registers.rdx, Mem.ptr(pointers));
        a.mov(X86Registers.rcx, Mem.ptr(X86Registers.rdx));
        a.inc(Mem.qword(Mem.ptr(X86Registers.rdx)));
        a.mov(X86Registers.rax, Mem.ptr(pointers.plus(8)));
        a.mov(X86Registers.rax, Mem.ptr(X86Registers.rax).index(X86Registers.rcx, 8));
        a.add(X86Registers.rax, X86Registers.rdi);
        a.ret();
        rodata.align(8);
        rodata.bind(table);
        rodata.data().u64(10).u64(20);
        data.bind(pointers);
        data.data().address(counter).address(table);
        data.bind(counter);
        data.data().u64(1);
        code.export(f, SymbolType.FUNCTION);
        return ImageFile.toBytes(code.toImage());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void othersRunItAtOtherAddresses() throws IOException, InterruptedException {
        Files.write(file(), counter());
        for (String address : List.of("0x3100000000", "0x10000000")) {
            Cli run = process(
                    "image", "run", file().toString(), "--engine", "process", "--address", address, "--arg", "22");
            assertEquals("loaded at " + address + "\nreturned 42 (0x2a)\n", run.out());
            assertEquals(0, run.exit());
        }
        Cli snippet = Cli.run("image", "run", file().toString(), "--engine", "native", "--set", "rdi=22");
        assertTrue(snippet.out().contains("rax     0x000000000000002a"), snippet.out() + snippet.err());
    }

    @Test
    void itIsBuiltAndLookedAtByProcessesOfTheirOwn() throws IOException, InterruptedException {
        Cli build = process(
                "image", "build", "--isa", "a64", "--out", file().toString(), "--entry", "f", "nop; f: b g; g: ret");
        assertEquals("", build.out());
        assertEquals(0, build.exit());
        Cli info = process("image", "info", file().toString());
        assertEquals(0, info.exit(), info.out());
        assertTrue(info.out().contains("machine    a64\n"), info.out());
        assertTrue(info.out().contains("f, function, entry point\n"), info.out());
        Files.write(file(), new byte[] {(byte) 0x89, 'T', 'S', 'I'});
        Cli cut = process("image", "run", file().toString());
        assertEquals("error: image file, offset 0x4: the file is cut off within the magic\n", cut.out());
        assertEquals(1, cut.exit());
    }

    @Test
    void badFilesAreRefusedInOneLine() throws IOException {
        byte[] good = counter();
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            byte[] bad = i % 2 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            if (i % 2 != 0) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file(), bad);
            for (String verb : List.of("info", "run")) {
                Cli refused = Cli.run("image", verb, file().toString());
                assertEquals(1, refused.exit(), refused.out());
                assertTrue(refused.err().matches("error: image file, offset 0x[0-9a-f]+: .+\n"), refused.err());
                assertEquals("", refused.out());
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void filesWithoutAnEndAreRefused() {
        Cli endless = Cli.run("image", "info", "/dev/zero");
        assertEquals(1, endless.exit());
        assertEquals(
                "error: image file, offset 0x10000000: the file goes on; allowed are 268435456 bytes\n", endless.err());
        assertEquals(1, Cli.run("image", "info", folder.toString()).exit());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void codeThatFaultsIsAnOutcome() {
        String path = file().toString();
        Cli.run("image", "build", "--isa", "x86-64", "--out", path, "--entry", "f", "f: ud2");
        Cli fault = Cli.run("image", "run", path, "--json");
        assertTrue(fault.out().contains("\"outcome\" : \"faulted\""), fault.out() + fault.err());
        Cli.run("image", "build", "--isa", "x86-64", "--out", path, "--entry", "f", "f: jmp f");
        Cli endless = Cli.run("image", "run", path, "--timeout", "50", "--json");
        assertTrue(endless.out().contains("\"outcome\" : \"timed-out\""), endless.out() + endless.err());
    }
}
