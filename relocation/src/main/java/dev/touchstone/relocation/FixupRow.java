package dev.touchstone.relocation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One row of a `.fixups` table, split into its columns.
///
/// @param elf the ELF number, or `-`
/// @param attributes `coff=`, `macho=`: the numbers in those files; `as=`: the kind whose ELF number this one
///     shares
record FixupRow(
        String name,
        String elf,
        String container,
        String formula,
        String transform,
        String scatter,
        String check,
        Map<String, String> attributes) {
    private static final Set<String> ATTRIBUTES = Set.of("coff", "macho", "as");
    private static final String TRUNCATED = " truncated";

    static FixupRow of(String line) {
        String[] columns =
                Arrays.stream(line.split("\\|(?! T\\b)", -1)).map(String::trim).toArray(String[]::new);
        if (columns.length != 7 && columns.length != 8) {
            throw new IllegalArgumentException("a fixup row has 7 or 8 columns, this one " + columns.length);
        }
        return new FixupRow(
                columns[0],
                columns[1],
                columns[2],
                columns[3],
                columns[4],
                columns[5],
                columns[6],
                attributes(columns.length == 8 ? columns[7] : ""));
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new HashMap<>();
        for (String attribute : text.isEmpty() ? new String[0] : text.split("\\s+", -1)) {
            String[] sides = attribute.split("=", 2);
            if (sides.length != 2 || !ATTRIBUTES.contains(sides[0]) || attributes.put(sides[0], sides[1]) != null) {
                throw new IllegalArgumentException("\"" + attribute + "\" is not one of coff=, macho= and as=");
            }
        }
        return attributes;
    }

    /// The kind whose ELF number this one shares, or null.
    @Nullable
    String as() {
        return attributes.get("as");
    }

    /// The kind that the row describes.
    ///
    /// @throws IllegalArgumentException if a column is wrong
    FixupKind kind(int addressBits) {
        boolean truncated = check.endsWith(TRUNCATED);
        BitScatter bits = BitScatter.parse(scatter);
        return new FixupKind(
                name,
                new FixupNumbers(
                        elf.equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(elf)),
                        number("coff"),
                        number("macho")),
                Container.parse(container),
                Formula.parse(formula, bits.lowBit == 1, addressBits),
                Transform.parse(transform),
                bits,
                RangeCheck.parse(truncated ? check.substring(0, check.length() - TRUNCATED.length()) : check),
                truncated);
    }

    private OptionalInt number(String attribute) {
        String text = attributes.get(attribute);
        return text == null ? OptionalInt.empty() : OptionalInt.of(Integer.decode(text));
    }
}
