package dev.touchstone.conformance.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.SectionKind;
import dev.touchstone.relocation.SymbolType;
import dev.touchstone.relocation.object.ObjectFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// LLVM's and binutils' readers take objects of ours without a word of complaint, and linkers link them, of
/// systems too that this host is not.
@Tag("toolchain")
class ForeignLinkerTests {
    private static final int MANY = 70_000;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void readersHaveNoComplaint(ObjectCase of) throws IOException, InterruptedException {
        Path object = Files.write(folder.resolve("library.o"), of.write());
        Toolchain.need("llvm-readobj-19", "llvm-19");
        List<List<String>> commands = List.of(
                List.of("llvm-readobj-19", "--file-headers", "--sections", "--symbols", "--relocs", "--section-data"),
                List.of("llvm-objdump-19", "-d", "-r", "-t"),
                List.of("llvm-nm-19"));
        for (List<String> command : commands) {
            String out = Toolchain.run(Stream.concat(command.stream(), Stream.of(object.toString()))
                    .toList());
            assertFalse(out.toLowerCase(Locale.ROOT).contains("warning"), out);
            assertTrue(out.contains("greeting"), out);
        }
        if (of.format == ObjectFormat.ELF) {
            Toolchain.need("readelf", "binutils");
            String out = Toolchain.run(List.of("readelf", "-aW", object.toString()));
            assertFalse(out.contains("Warning") || out.contains("Error"), out);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLinkerOfLlvmLinksIt(ObjectCase of) throws IOException, InterruptedException {
        link(of, of.code());
    }

    /// More relocations than 16 bits count, and more symbols than fit one page of any table.
    @ParameterizedTest
    @EnumSource
    void manyRelocationsAreLinked(ObjectCase of) throws IOException, InterruptedException {
        Toolchain.need("llvm-readobj-19", "llvm-19");
        CodeBuffer code = of.code();
        CodeBuffer data = code.section(SectionKind.DATA);
        Label add = code.label("add");
        for (int i = 0; i < MANY; i++) {
            Label place = data.export(data.label("place_" + i), SymbolType.OBJECT);
            data.bind(place);
            data.data().address(i % 2 == 0 ? add : place);
        }
        String relocations = Toolchain.run(
                List.of("llvm-readobj-19", "--relocs", link(of, code).toString()));
        assertEquals(
                MANY / 2, relocations.lines().filter(l -> l.contains("place_")).count());
    }

    /// Links the code with what it wants, and gives the object.
    private Path link(ObjectCase of, CodeBuffer code) throws IOException, InterruptedException {
        Path object = Files.write(folder.resolve("library.o"), of.format.write(code.toObject()));
        Path externals = Files.write(
                folder.resolve("externals.o"),
                of.format.write(Externals.code(of.machine).toObject()));
        Path out = folder.resolve("linked");
        boolean arm = of.machine.equals(Machine.A64);
        List<String> command = switch (of.format) {
            case ELF -> List.of("ld.lld-19", "-shared", "-Bsymbolic", "-z", "defs", "-o" + out);
            case MACHO ->
                List.of(
                        "ld64.lld-19",
                        "-arch",
                        arm ? "arm64" : "x86_64",
                        "-platform_version",
                        "macos",
                        "11.0",
                        "11.0",
                        "-dylib",
                        "-fatal_warnings",
                        "-o",
                        out.toString());
            case COFF ->
                List.of(
                        "lld-link-19",
                        "/machine:" + (arm ? "arm64" : "x64"),
                        "/dll",
                        "/noentry",
                        "/wx",
                        "/export:greet",
                        "/out:" + out);
        };
        Toolchain.need(command.getFirst(), "lld-19");
        String said = Toolchain.run(Stream.concat(command.stream(), Stream.of(object.toString(), externals.toString()))
                .toList());
        assertFalse(said.contains("warning"), said);
        assertTrue(Files.size(out) > 0);
        return object;
    }
}
