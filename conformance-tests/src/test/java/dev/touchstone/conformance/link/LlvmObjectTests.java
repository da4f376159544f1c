package dev.touchstone.conformance.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Objects of ours hold what LLVM's hold of the same source: each relocation, each symbol, each byte.
@Tag("toolchain")
class LlvmObjectTests {
    /// What may differ: names of sections and files, local names that tools make, mapping symbols of data
    /// sections, which say nothing.
    private static final Pattern TOOLS_OWN = Pattern.compile(".* ([.@lL]|\\$L).*|.* [bdr] \\$d");

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void tools() {
        for (String tool : List.of("llvm-mc-19", "llvm-objdump-19", "llvm-nm-19")) {
            Toolchain.need(tool, "llvm-19");
        }
    }

    @ParameterizedTest
    @EnumSource
    void weWriteWhatLlvmWrites(ObjectCase of) throws IOException, InterruptedException {
        Path ours = Files.write(folder.resolve("ours.o"), of.write());
        Path source = Files.writeString(folder.resolve("source.s"), LlvmSource.text(of));
        Path theirs = folder.resolve("theirs.o");
        Toolchain.run(List.of(
                "llvm-mc-19",
                "-triple=" + LlvmSource.triple(of),
                "-filetype=obj",
                source.toString(),
                "-o",
                theirs.toString()));
        assertEquals(facts(theirs), facts(ours));
    }

    static String facts(Path object) throws IOException, InterruptedException {
        String relocations = Toolchain.run(List.of("llvm-objdump-19", "-r", object.toString()));
        String contents = Toolchain.run(List.of("llvm-objdump-19", "-s", object.toString()));
        String symbols = Toolchain.run(List.of("llvm-nm-19", "-a", object.toString()));
        return sections(relocations)
                + sections(contents)
                + symbols.lines()
                        .filter(l -> !TOOLS_OWN.matcher(l).matches())
                        .sorted()
                        .collect(Collectors.joining("\n"));
    }

    /// Of the sections with the program's code and data, in an order of their own.
    private static String sections(String dump) {
        return Pattern.compile("\n(?=RELOCATION|Contents)")
                .splitAsStream(dump)
                .filter(s -> s.matches("(?s)(RELOCATION RECORDS FOR \\[|Contents of section )"
                        + "(\\.|__TEXT,__|__DATA,__|__)(text|rodata|rdata|const|data|bss).*"))
                .map(String::strip)
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
