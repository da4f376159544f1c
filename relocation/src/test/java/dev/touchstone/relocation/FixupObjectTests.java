package dev.touchstone.relocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Holds the kinds' numbers in COFF and Mach-O files against those that LLVM writes.
class FixupObjectTests {
    @ParameterizedTest
    @CsvSource({"x86-64, coff", "x86-64, macho", "x86-32, coff", "aarch64, coff", "aarch64, macho"})
    void numbersAreLlvms(String table, String format) throws IOException {
        Map<String, Integer> recorded = new TreeMap<>();
        try (InputStream in = FixupObjectTests.class.getResourceAsStream("objects.vectors")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
                String[] c =
                        Arrays.stream(line.split("\\|", -1)).map(String::trim).toArray(String[]::new);
                if (c[0].equals(table) && c[2].equals(format)) {
                    recorded.put(c[1], Integer.parseInt(c[5]));
                }
            }
        }
        assertFalse(recorded.isEmpty());
        Map<String, Integer> ours = new TreeMap<>();
        for (FixupKind kind : FixupTable.load(table + ".fixups").kinds()) {
            OptionalInt number = format.equals("coff") ? kind.coffType() : kind.machOType();
            number.ifPresent(n -> ours.put(kind.name(), n));
        }
        assertEquals(recorded, ours);
    }
}
