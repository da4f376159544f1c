package dev.touchstone.exec.engines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarballTests {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    private void add(String name, byte[] content, String size) throws IOException {
        byte[] header = new byte[512];
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, header, 0, text.length);
        byte[] octal = size.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(octal, 0, header, 124, octal.length);
        tar.write(header);
        tar.write(content);
        tar.write(new byte[(512 - content.length % 512) % 512]);
    }

    private void add(String name, byte[] content) throws IOException {
        add(name, content, "%011o".formatted(content.length));
    }

    private Path archive() throws IOException {
        Path file = folder.resolve("package.tgz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(tar.toByteArray());
        }
        return file;
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 200_000})
    void aMemberIsFoundBehindOthersOfAnyLength(int length) throws Exception {
        add("package/first", bytes(length));
        add("package/dist/module.wasm", bytes(100_000 + length));
        add("package/last", bytes(3));
        tar.write(new byte[1024]);
        Path target = folder.resolve("module.wasm");
        Tarball.extract(archive(), "package/dist/module.wasm", target);
        assertArrayEquals(bytes(100_000 + length), Files.readAllBytes(target));
    }

    @Test
    void whatIsNotInItIsSaid() throws IOException {
        add("package/first", bytes(700));
        tar.write(new byte[1024]);
        Path archive = archive();
        FetchException e =
                assertThrows(FetchException.class, () -> Tarball.extract(archive, "package/firs", folder.resolve("x")));
        assertEquals("package.tgz has no package/firs", e.getMessage());
    }

    @Test
    void anArchiveThatIsNoneOrEndsEarlyIsAnError() throws IOException {
        add("package/first", bytes(700), "ninety");
        Path none = archive();
        assertThrows(FetchException.class, () -> Tarball.extract(none, "package/first", folder.resolve("x")));
        tar.reset();
        add("package/first", bytes(700), "%011o".formatted(70_000));
        Path cut = archive();
        assertThrows(IOException.class, () -> Tarball.extract(cut, "package/first", folder.resolve("y")));
    }
}
