package dev.touchstone.conformance.vectors;

import dev.touchstone.isa.Isa;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The recorded vectors of one set.
///
/// @param origin who gave them, as in `llvm 19.1.7, seed 1, 4 samples a form`
/// @param vectors in the order of the tables
public record VectorFile(Isa isa, String origin, List<Vector> vectors) {
    private static final String FIRST_LINE = "# touchstone vectors 1";

    /// The name of a set's file.
    static String name(Isa isa) {
        return isa.label() + ".vectors";
    }

    /// Whether this version of the project has vectors of a set.
    public static boolean isRecorded(Isa isa) {
        return VectorFile.class.getResource(name(isa)) != null;
    }

    /// The vectors that this version of the project was recorded with.
    ///
    /// @throws VectorException if they are not there, or the file is damaged
    public static VectorFile recorded(Isa isa) {
        try (InputStream in = VectorFile.class.getResourceAsStream(name(isa))) {
            if (in == null) {
                throw new VectorException(name(isa) + " is not there; `touchstone vectors record` makes it");
            }
            return read(
                    isa,
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws VectorException if a line is wrong: which, and what it must be
    static VectorFile read(Isa isa, List<String> lines) {
        if (lines.size() < 2
                || !lines.getFirst().equals(FIRST_LINE)
                || !lines.get(1).startsWith("# ")) {
            throw new VectorException(
                    name(isa) + " begins with \"" + FIRST_LINE + "\" and a line \"# \" with where they are from");
        }
        List<Vector> vectors = new ArrayList<>(lines.size());
        for (int i = 2; i < lines.size(); i++) {
            vectors.add(vector(isa, lines.get(i), i + 1));
        }
        return new VectorFile(isa, lines.get(1).substring(2), List.copyOf(vectors));
    }

    private static Vector vector(Isa isa, String line, int number) {
        int blank = line.indexOf(' ');
        try {
            if (blank > 0 && blank + 1 < line.length()) {
                return new Vector(HexFormat.of().parseHex(line, 0, blank), line.substring(blank + 1));
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new VectorException("%s:%d: a vector is bytes as hex, a blank and the text, as in \"90 nop\", not \"%s\""
                .formatted(name(isa), number, line));
    }

    /// Writes the set's file into a folder.
    public void write(Path folder) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(name(isa)))) {
            out.write(FIRST_LINE + "\n# " + origin + "\n");
            for (Vector vector : vectors) {
                out.write(vector.line() + "\n");
            }
        }
    }
}
