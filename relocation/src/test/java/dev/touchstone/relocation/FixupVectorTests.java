package dev.touchstone.relocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds every fixup kind against recorded bytes, and holds the recorded bytes against planted faults.
///
/// `fixups.vectors` is what `llvm-mc` makes of instructions, `links.vectors` what `ld.lld` makes of relocations
/// (see [FixupVectorRecorder]).
class FixupVectorTests {
    private static final Set<String> TABLES = Set.of("x86-64", "x86-32", "aarch64", "aarch32");
    private static final String REFUSED = "refused";

    /// @param number the kind's number in ELF files
    /// @param after bytes, or that the linker refuses
    private record Vector(
            String table,
            String kind,
            OptionalInt number,
            Map<LinkTerm, Long> terms,
            long a,
            long p,
            String before,
            String after) {}

    private static List<Vector> vectors(String table) throws IOException {
        List<Vector> vectors = new ArrayList<>();
        for (String[] c : lines("fixups.vectors")) {
            if (c[0].equals(table)) {
                Map<LinkTerm, Long> s = new EnumMap<>(Map.of(LinkTerm.SYMBOL, Long.decode(c[2])));
                s.put(LinkTerm.PLT_ENTRY, Long.decode(c[2]));
                vectors.add(new Vector(
                        c[0], c[1], OptionalInt.empty(), s, Long.decode(c[3]), Long.decode(c[4]), c[5], c[6]));
            }
        }
        for (String[] c : lines("links.vectors")) {
            if (c[0].equals(table)) {
                Map<LinkTerm, Long> terms = new EnumMap<>(LinkTerm.class);
                for (String term : c[3].split(" ", -1)) {
                    String[] sides = term.split("=0x", -1);
                    terms.put(LinkTerm.valueOf(sides[0]), Long.parseUnsignedLong(sides[1], 16));
                }
                OptionalInt number = OptionalInt.of(Integer.parseInt(c[2]));
                vectors.add(new Vector(c[0], c[1], number, terms, Long.decode(c[4]), Long.decode(c[5]), c[6], c[7]));
            }
        }
        return vectors;
    }

    private static List<String[]> lines(String name) throws IOException {
        return resource(name)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::trim).toArray(String[]::new))
                .toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = FixupVectorTests.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// What the table's kinds give otherwise than the vectors say.
    private static List<String> wrong(FixupTable table, List<Vector> vectors) {
        List<String> wrong = new ArrayList<>();
        for (Vector v : vectors) {
            FixupKind kind = table.get(v.kind);
            if (v.number.isPresent() && v.number.getAsInt() != kind.elfType()) {
                wrong.add(v + ": number " + kind.elfType());
            }
            byte[] code = HexFormat.of().parseHex(v.before);
            String got;
            try {
                kind.apply(code, 0, term -> Objects.requireNonNull(v.terms.get(term)), v.a, v.p, "test");
                got = HexFormat.of().formatHex(code);
            } catch (RelocationException e) {
                got = REFUSED;
            } catch (NullPointerException | IndexOutOfBoundsException e) {
                got = "asks for what the vector does not have";
            }
            if (!got.equals(v.after)) {
                wrong.add(v + ": " + got);
            }
        }
        return wrong;
    }

    @ParameterizedTest
    @ValueSource(strings = {"x86-64", "x86-32", "aarch64", "aarch32"})
    void everyKindGivesTheRecordedBytes(String name) throws IOException {
        FixupTable table = FixupTable.load(name + ".fixups");
        List<Vector> vectors = vectors(name);
        List<String> wrong = wrong(table, vectors);
        assertTrue(wrong.isEmpty(), wrong.size() + " of " + vectors.size() + ":\n" + String.join("\n", wrong));
        Set<String> kinds = new TreeSet<>();
        table.kinds().stream().filter(k -> !k.formula().equals("-")).forEach(k -> kinds.add(k.name()));
        vectors.stream().map(Vector::kind).forEach(kinds::remove);
        assertEquals(Set.of(), kinds, "kinds that have no vectors");
    }

    /// A test of the test: whichever row has a wrong number, container, formula, transform, scatter or check, it
    /// is found.
    @ParameterizedTest
    @ValueSource(strings = {"x86-64", "x86-32", "aarch64", "aarch32"})
    void aFaultPlantedInAnyRowIsFound(String name) throws IOException {
        List<Vector> vectors = vectors(name);
        String address = "";
        List<String> notFound = new ArrayList<>();
        int count = 0;
        for (String line : resource(name + ".fixups").lines().toList()) {
            if (line.startsWith("@")) {
                address = line + "\n";
            }
            if (line.startsWith("#") || line.startsWith("@") || line.isBlank()) {
                continue;
            }
            FixupRow row = FixupRow.of(line);
            if (row.formula().equals("-")) {
                continue; // patches nothing
            }
            List<Vector> ofKind =
                    vectors.stream().filter(v -> v.kind.equals(row.name())).toList();
            FixupKind right = row.kind(address.isEmpty() ? 64 : 32);
            for (FixupRow planted : FixupPlants.of(row, right, address.isEmpty() ? 64 : 32)) {
                count++;
                if (isAccepted(address + FixupPlants.text(planted), ofKind)) {
                    notFound.add(FixupPlants.text(planted));
                }
            }
        }
        assertTrue(notFound.isEmpty(), notFound.size() + " of " + count + ":\n" + String.join("\n", notFound));
        assertTrue(count > 20, "plants");
    }

    private static boolean isAccepted(String table, List<Vector> vectors) throws IOException {
        FixupTable planted;
        try {
            planted = FixupTable.parse("planted", new BufferedReader(new StringReader(table)));
        } catch (IllegalArgumentException e) {
            return false;
        }
        return wrong(planted, vectors).isEmpty();
    }

    @Test
    void theVectorsNameNoOtherTable() throws IOException {
        for (String file : List.of("fixups.vectors", "links.vectors")) {
            for (String[] line : lines(file)) {
                assertTrue(TABLES.contains(line[0]), String.join("|", line));
                assertFalse(line.length < 7, String.join("|", line));
            }
        }
    }
}
