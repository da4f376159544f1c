package dev.touchstone.conformance.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.relocation.object.ObjectFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A C program is linked with an object of ours by the system's linkers, and runs.
@Tag("toolchain")
class CLinkTests {
    @TempDir
    private Path folder = Path.of("");

    private static final List<String> KINDS = List.of("-no-pie", "-pie", "-static");

    static Stream<Arguments> links() {
        return Stream.of(CTarget.values())
                .flatMap(target -> Stream.of(Linker.values())
                        .flatMap(linker -> KINDS.stream().map(kind -> Arguments.of(target, linker, kind))));
    }

    @ParameterizedTest
    @MethodSource("links")
    void aProgramLinksAndRuns(CTarget target, Linker linker, String kind) throws IOException, InterruptedException {
        target.need();
        Path object = folder.resolve("library.o");
        Files.write(object, ObjectFormat.ELF.write(target.library.get().toObject()));
        Path main = folder.resolve("main.c");
        Files.writeString(main, resource("main.c"));
        Path program = folder.resolve("program");
        List<String> flags = new ArrayList<>(linker.flags(folder));
        flags.addAll(List.of("-O1", "-Wl,--fatal-warnings", kind, kind.equals("-pie") ? "-fPIE" : "-fno-pie"));
        try {
            Toolchain.run(target.compile(flags, List.of(main, object), program));
            assertEquals(resource("main.expected"), Toolchain.run(target.run(program)));
        } catch (AssertionError e) {
            target.needPrograms(flags, folder);
            throw e;
        }
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(CLinkTests.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
