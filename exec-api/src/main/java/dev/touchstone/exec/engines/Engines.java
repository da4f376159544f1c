package dev.touchstone.exec.engines;

import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The engines whose libraries this project uses. Those of [#standard()] are found with the settings of this
/// process.
public final class Engines {
    private static final List<Row> TABLE = TableReader.read(Engines.class, "engines.table");
    private static final Engines STANDARD = new Engines(Settings.ofProcess());

    private final Settings settings;
    private final Map<String, Engine> engines = new LinkedHashMap<>();

    public Engines(Settings settings) {
        this(settings, Clients.of(settings));
    }

    Engines(Settings settings, Clients clients) {
        this.settings = settings;
        for (Row row : TABLE) {
            engines.put(row.column(0), new Engine(row, settings, clients));
        }
    }

    /// Those of this process.
    public static Engines standard() {
        return STANDARD;
    }

    /// What they are found with.
    public Settings settings() {
        return settings;
    }

    public static Engine unicorn() {
        return STANDARD.get("unicorn");
    }

    public static Engine keystone() {
        return STANDARD.get("keystone");
    }

    public static Engine llvm() {
        return STANDARD.get("llvm");
    }

    /// The engine of that name.
    ///
    /// @throws IllegalArgumentException if there is none; the message lists all
    public Engine get(String name) {
        Engine engine = engines.get(name);
        if (engine == null) {
            throw new IllegalArgumentException("no engine \"" + name + "\"; there are " + engines.keySet());
        }
        return engine;
    }

    /// All, in the table's order.
    public List<Engine> all() {
        return List.copyOf(engines.values());
    }
}
