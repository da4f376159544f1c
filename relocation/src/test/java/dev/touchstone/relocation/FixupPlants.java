package dev.touchstone.relocation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Rows with one fault each, for the tests that must find it.
final class FixupPlants {
    /// Kinds whose ends the linkers do not know: see [FixupVectorRecorder].
    private static final Set<String> UNCHECKED = Set.of(
            "R_386_PC16",
            "R_ARM_ABS16",
            "R_ARM_ABS8",
            "R_ARM_THM_BF12",
            "R_ARM_THM_BF16",
            "R_ARM_THM_BF18",
            "R_ARM_MOVW_BREL",
            "R_ARM_THM_MOVW_BREL",
            "R_AARCH64_GOTREL32",
            "R_AARCH64_LD64_GOTPAGE_LO15",
            "R_AARCH64_LD64_GOTOFF_LO15",
            "R_AARCH64_TLSLD_LDST128_DTPREL_LO12",
            "R_AARCH64_TLSLE_LDST128_TPREL_LO12");

    private FixupPlants() {}

    static List<FixupRow> of(FixupRow row, FixupKind right, int addressBits) {
        List<FixupRow> plants = new ArrayList<>();
        if (!row.elf().equals("-")) {
            plants.add(with(row, 1, Integer.toString(Integer.parseInt(row.elf()) + 1)));
        }
        String container = Map.of("32", "16:16", "16:16", "32", "16", "32", "8", "16", "64", "32")
                .get(row.container());
        plants.add(with(row, 2, container));
        String formula = row.formula();
        int minus = formula.lastIndexOf(" - ");
        plants.add(with(row, 3, minus < 0 ? formula + " - P" : formula.substring(0, minus)));
        plants.add(with(row, 3, "GOT + A - Page(P)"));
        if (!row.transform().equals("-")) {
            plants.add(with(row, 4, "-"));
        }
        plants.add(with(row, 5, shifted(row.scatter(), 0)));
        plants.add(with(row, 5, shifted(row.scatter(), 1)));
        for (String check : List.of("signed", "unsigned", "either", "none")) {
            FixupRow planted = with(row, 6, check + (row.check().endsWith(" truncated") ? " truncated" : ""));
            if (!UNCHECKED.contains(row.name()) && differ(right, planted.kind(addressBits), addressBits)) {
                plants.add(planted);
            }
        }
        return plants;
    }

    /// Whether the other kind's range is another, among the values that an address has. That a kind refuses
    /// what is not aligned is our own rule: the linkers drop the bits of most kinds unseen.
    private static boolean differ(FixupKind right, FixupKind planted, int addressBits) {
        long lowest = addressBits == 64 ? Long.MIN_VALUE : -(1L << 31);
        long highest = addressBits == 64 ? Long.MAX_VALUE : (1L << 31) - 1;
        return Math.max(right.minimum(), lowest) != Math.max(planted.minimum(), lowest)
                || Math.min(right.maximum() | 0xF, highest) != Math.min(planted.maximum() | 0xF, highest);
    }

    /// The bits of one side, one place higher.
    private static String shifted(String scatter, int side) {
        List<String> runs = new ArrayList<>();
        for (String run : scatter.split("\\s+", -1)) {
            String[] sides = run.split("=", -1);
            sides[side] = java.util.Arrays.stream(sides[side].split(":", -1))
                    .map(end -> Integer.toString(Integer.parseInt(end) + 1))
                    .collect(Collectors.joining(":"));
            runs.add(String.join("=", sides));
        }
        return String.join(" ", runs);
    }

    private static FixupRow with(FixupRow row, int column, String value) {
        String[] columns = columns(row);
        columns[column] = value;
        Map<String, String> attributes = new HashMap<>(row.attributes());
        attributes.remove("as"); // the other kind is not in a table of one row
        return new FixupRow(
                columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], columns[6], attributes);
    }

    private static String[] columns(FixupRow row) {
        return new String[] {
            row.name(), row.elf(), row.container(), row.formula(), row.transform(), row.scatter(), row.check()
        };
    }

    static String text(FixupRow row) {
        return String.join(" | ", columns(row)) + " | "
                + row.attributes().entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(" "));
    }
}
