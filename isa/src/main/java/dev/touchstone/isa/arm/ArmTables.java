package dev.touchstone.isa.arm;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.SourceLine;
import dev.touchstone.isa.table.TableException;
import dev.touchstone.isa.table.TableReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tables of A64, A32 and T32. Each is read at its first use and kept.
public final class ArmTables {
    private static final class A64 {
        static final List<ArmForm> FORMS = load(Isa.A64);
    }

    private static final class A32 {
        static final List<ArmForm> FORMS = load(Isa.A32);
    }

    private static final class T32 {
        static final List<ArmForm> FORMS = load(Isa.T32);
    }

    private ArmTables() {}

    /// Every form of a set, in table order.
    ///
    /// @throws dev.touchstone.isa.table.TableException if a row is wrong
    /// @throws IllegalArgumentException if the set is not one of Arm's
    public static List<ArmForm> forms(Isa isa) {
        return switch (isa) {
            case A64 -> A64.FORMS;
            case A32 -> A32.FORMS;
            case T32 -> T32.FORMS;
            case X86_64, X86_32 -> throw new IllegalArgumentException(isa + " is not a set of Arm's");
        };
    }

    private static List<ArmForm> load(Isa isa) {
        String folder = isa.label() + "/";
        Symbols symbols = new Symbols();
        symbols.addResource(folder + isa.label() + ".symbols");
        if (isa != Isa.A64) {
            symbols.addResource("aarch32/aarch32.symbols");
        }
        symbols.addResource("arm/arm.symbols");
        List<Row> rows = new ArrayList<>();
        for (String file : index(folder + "index")) {
            rows.addAll(
                    TableReader.read(Isa.class, URI.create(folder).resolve(file).toString()));
        }
        return forms(isa, rows, symbols);
    }

    /// Builds and checks the forms of rows.
    static List<ArmForm> forms(Isa isa, List<Row> rows, Symbols symbols) {
        FormBuilder builder = new FormBuilder(isa, symbols);
        List<ArmForm> forms = new ArrayList<>(rows.size());
        Map<String, SourceLine> ids = new HashMap<>(rows.size() * 2);
        for (Row row : rows) {
            ArmForm form = builder.build(row, forms.size());
            if (form == null) {
                continue;
            }
            SourceLine first = ids.putIfAbsent(form.id(), row.source());
            if (first != null) {
                throw row.wrong("the name stands twice, first at " + first);
            }
            forms.add(form);
        }
        return List.copyOf(forms);
    }

    private static List<String> index(String resource) {
        try (InputStream in = Isa.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new TableException(new SourceLine(resource, 1), "there is no such index of row files");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
