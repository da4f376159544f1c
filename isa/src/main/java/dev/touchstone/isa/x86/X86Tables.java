package dev.touchstone.isa.x86;

import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The x86 tables, loaded.
public final class X86Tables {
    private static final String INDEX = "tables.list";

    private X86Tables() {}

    private static final class Loaded {
        static final List<X86Form> FORMS = load();
        static final Map<String, List<X86Form>> BY_MNEMONIC = byMnemonic(FORMS);

        private Loaded() {}
    }

    /// Every form of both modes, in the order of the tables: of two that fit, the first is preferred.
    ///
    /// @throws dev.touchstone.isa.table.TableException if a row is wrong
    public static List<X86Form> forms() {
        return Loaded.FORMS;
    }

    /// The forms of a mnemonic in lower case, in table order; empty if there is none.
    public static List<X86Form> forms(String mnemonic) {
        return Loaded.BY_MNEMONIC.getOrDefault(mnemonic, List.of());
    }

    /// Reads forms from a table's text; `file` is its name in messages.
    ///
    /// @throws dev.touchstone.isa.table.TableException if a row is wrong
    public static List<X86Form> parse(String file, String text) {
        return forms(TableReader.read(file, text));
    }

    private static List<X86Form> load() {
        List<Row> rows = new ArrayList<>();
        try (InputStream in = X86Tables.class.getResourceAsStream(INDEX)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + INDEX + " is missing");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    rows.addAll(TableReader.read(X86Tables.class, line.trim()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return forms(rows);
    }

    private static List<X86Form> forms(List<Row> rows) {
        Map<String, X86Form> forms = new LinkedHashMap<>();
        for (Row row : rows) {
            X86Form form = FormReader.read(row, forms.size());
            X86Form earlier = forms.putIfAbsent(form.id(), form);
            if (earlier != null) {
                throw row.wrong("the id " + form.id() + " is taken by " + earlier.source()
                        + "; tell them apart with the attribute variant=...");
            }
        }
        return List.copyOf(forms.values());
    }

    private static Map<String, List<X86Form>> byMnemonic(List<X86Form> forms) {
        Map<String, List<X86Form>> map = new HashMap<>();
        for (X86Form form : forms) {
            map.computeIfAbsent(form.mnemonic(), m -> new ArrayList<>()).add(form);
        }
        map.replaceAll((mnemonic, list) -> List.copyOf(list));
        return Map.copyOf(map);
    }
}
