package dev.touchstone.relocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds every fixup kind against recorded bytes, and holds the recorded bytes against planted faults.
class FixupVectorTests {
    private record Vector(String table, String kind, long s, long a, long p, String before, String after) {}

    private static List<Vector> vectors(String table) throws IOException {
        List<Vector> vectors = new ArrayList<>();
        for (String line : resource("fixups.vectors").lines().toList()) {
            String[] c = line.split("\\|", -1);
            if (!line.startsWith("#") && c[0].trim().equals(table)) {
                vectors.add(new Vector(
                        c[0].trim(),
                        c[1].trim(),
                        Long.decode(c[2].trim()),
                        Long.decode(c[3].trim()),
                        Long.decode(c[4].trim()),
                        c[5].trim(),
                        c[6].trim()));
            }
        }
        return vectors;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = FixupVectorTests.class.getResourceAsStream(name)) {
            return new String(java.util.Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// What the table's kinds give otherwise than the vectors say.
    private static List<String> wrong(FixupTable table, List<Vector> vectors) {
        List<String> wrong = new ArrayList<>();
        for (Vector v : vectors) {
            byte[] code = HexFormat.of().parseHex(v.before);
            try {
                table.get(v.kind).apply(code, 0, v.s, v.a, v.p, "test");
            } catch (RelocationException e) {
                wrong.add(v.kind + ": " + e.getMessage());
                continue;
            }
            String got = HexFormat.of().formatHex(code);
            if (!got.equals(v.after)) {
                wrong.add(v.kind + ": " + got + ", not " + v.after);
            }
        }
        return wrong;
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86-64", "x86-32", "aarch64", "aarch32"})
    void everyKindGivesTheRecordedBytes(String name) throws IOException {
        FixupTable table = FixupTable.load(name + ".fixups");
        List<Vector> vectors = vectors(name);
        assertEquals(List.of(), wrong(table, vectors));
        Set<String> kinds =
                new TreeSet<>(table.kinds().stream().map(FixupKind::name).toList());
        assertEquals(kinds, new TreeSet<>(vectors.stream().map(Vector::kind).toList()), "kinds that have vectors");
    }

    /// A test of the test: a row with a wrong scatter, formula or transform is found, whichever row it is.
    @ParameterizedTest
    @ValueSource(strings = {"x86-64", "x86-32", "aarch64", "aarch32"})
    void aFaultPlantedInAnyRowIsFound(String name) throws IOException {
        List<Vector> vectors = vectors(name);
        for (String row : resource(name + ".fixups").lines().toList()) {
            if (row.startsWith("#") || row.isBlank()) {
                continue;
            }
            String kind = row.split("\\|", -1)[0].trim();
            List<Vector> ofKind =
                    vectors.stream().filter(v -> v.kind.equals(kind)).toList();
            for (String planted : plants(row)) {
                FixupTable table = FixupTable.parse("planted", new BufferedReader(new StringReader(planted)));
                assertFalse(wrong(table, ofKind).isEmpty(), "not found: " + planted);
            }
        }
    }

    private static List<String> plants(String row) {
        List<String> plants = new ArrayList<>();
        String[] c = row.split("\\|", -1);
        // the value's bits one place off
        StringBuilder shifted = new StringBuilder();
        for (String run : c[5].trim().split("\\s+")) {
            String[] sides = run.split("=", -1);
            StringBuilder value = new StringBuilder();
            for (String end : sides[1].split(":", -1)) {
                value.append(value.isEmpty() ? "" : ":").append(Integer.parseInt(end) + 1);
            }
            shifted.append(sides[0]).append('=').append(value).append(' ');
        }
        if (!shifted.toString().contains("64")) {
            plants.add(with(c, 5, shifted.toString()));
        }
        // the wrong formula
        String formula = c[3].trim();
        plants.add(with(c, 3, formula.equals("S + A") ? "S + A - P" : "S + A"));
        if (!c[4].trim().equals("-")) {
            plants.add(with(c, 4, "-"));
        }
        return plants;
    }

    private static String with(String[] columns, int index, String value) {
        String[] changed = columns.clone();
        changed[index] = value;
        return String.join("|", changed);
    }

    @Test
    void theVectorsNameNoOtherTable() throws IOException {
        for (String line : resource("fixups.vectors").lines().toList()) {
            String table = line.split("\\|", -1)[0].trim();
            assertEquals(
                    true,
                    line.startsWith("#")
                            || Set.of("x86-64", "x86-32", "aarch64", "aarch32").contains(table),
                    line);
        }
    }
}
