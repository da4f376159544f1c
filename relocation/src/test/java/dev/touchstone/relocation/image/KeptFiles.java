package dev.touchstone.relocation.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Files that a run of the fuzzer found, one of each outcome, kept as bytes: they stay the same when the
/// mutations change. A line is what becomes of the file, a tab, and the file in hexadecimal.
final class KeptFiles {
    static final String NAME = "kept-images.txt";

    private KeptFiles() {}

    /// The files, and what must become of each.
    static Map<byte[], String> read() throws IOException {
        Map<byte[], String> kept = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(KeptFiles.class.getResourceAsStream(NAME), NAME)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                int tab = line.indexOf('\t');
                kept.put(HexFormat.of().parseHex(line.substring(tab + 1)), line.substring(0, tab));
            });
        }
        return kept;
    }

    static void write(Path path, Map<String, byte[]> files) throws IOException {
        Files.writeString(
                path,
                files.entrySet().stream()
                        .map(f -> f.getKey() + "\t" + HexFormat.of().formatHex(f.getValue()) + "\n")
                        .collect(Collectors.joining()));
    }
}
