package dev.touchstone.relocation.object.io;

import dev.touchstone.relocation.ObjectCode;
import dev.touchstone.relocation.ObjectCode.Symbol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Names for places that have none, where a format refers to places by symbols. None is a label's name.
public final class PlaceNames {
    private final String prefix;
    private final ObjectCode object;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, String> given = new HashMap<>();

    /// @param prefix by which the format's tools know names that no person gave
    public PlaceNames(String prefix, ObjectCode object) {
        this.prefix = prefix;
        this.object = object;
        for (Symbol symbol : object.symbols()) {
            taken.add(symbol.name());
        }
    }

    /// The name of a place in a section.
    public String of(int section, int offset) {
        return given.computeIfAbsent(section + ":" + offset, place -> {
            String kind = object.sections().get(section).kind().title().substring(1);
            String name = "%s%s.%d.%x".formatted(prefix, kind, section, offset);
            while (!taken.add(name)) {
                name += ".";
            }
            return name;
        });
    }
}
