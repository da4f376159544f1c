package dev.touchstone.generator.arm;

import dev.touchstone.isa.arm.codec.NamesCodec;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The Java types of operands that are names: written ones, listed in a `.types` table with their names' codes,
/// and for all
/// others an enum that is generated.
final class NameTypes {
    private final Map<String, Map<String, Long>> written = new LinkedHashMap<>();
    private final Map<Map<String, Long>, String> generated = new LinkedHashMap<>();

    /// Reads the types with names of `type | names | supertypes`, and states all supertypes in the lattice.
    static NameTypes load(String resource, TypeLattice lattice) {
        NameTypes types = new NameTypes();
        for (Row row : TableReader.read(NameTypes.class, resource)) {
            Map<String, Long> codes = new LinkedHashMap<>();
            for (String pair : words(row.column(1))) {
                int sign = pair.indexOf('=');
                codes.put(pair.substring(0, sign), Long.decode(pair.substring(sign + 1)));
            }
            if (!codes.isEmpty()) {
                types.written.put(row.column(0), codes);
            }
            lattice.with(row.column(0), words(row.column(2)));
        }
        return types;
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split("\\s+");
    }

    /// The type with the fewest names that has all of the codec's; a generated enum if there is none.
    String type(String hole, NamesCodec codec) {
        String best = null;
        for (Map.Entry<String, Map<String, Long>> entry : written.entrySet()) {
            if (entry.getValue().keySet().containsAll(codec.values().keySet())
                    && (best == null
                            || entry.getValue().size()
                                    < written.getOrDefault(best, Map.of()).size())) {
                best = entry.getKey();
            }
        }
        if (best != null) {
            return best;
        }
        return generated.computeIfAbsent(codec.values(), names -> enumName(hole));
    }

    /// The codes of a type's names.
    Map<String, Long> codes(String type) {
        Map<String, Long> codes = written.get(type);
        if (codes != null) {
            return codes;
        }
        return generated.entrySet().stream()
                .filter(e -> e.getValue().equals(type))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /// The enums to generate: names and values by type.
    Map<String, Map<String, Long>> generated() {
        Map<String, Map<String, Long>> all = new LinkedHashMap<>();
        generated.forEach((names, type) -> all.put(type, names));
        return all;
    }

    private String enumName(String hole) {
        StringBuilder out = new StringBuilder();
        boolean upper = true;
        for (char c : hole.toCharArray()) {
            if (!Character.isLetterOrDigit(c)) {
                upper = true;
            } else {
                out.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        String name = out.toString();
        while (generated.containsValue(name) || written.containsKey(name)) {
            name += "2";
        }
        return name;
    }

    /// A name as a Java constant.
    static String constant(String name) {
        String constant = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
        return Character.isDigit(constant.charAt(0)) ? "_" + constant : constant;
    }
}
