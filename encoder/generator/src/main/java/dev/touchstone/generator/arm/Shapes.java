package dev.touchstone.generator.arm;

import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The Java types of memory operands by their shapes, from a `.shapes` table:
/// `[XOrSp, XOrZr, LSL, #] | Mem.IndexLsl | base index - amount | condition`.
///
/// A shape lists the operands between (and behind) the brackets: their Java types, `#` for numbers, literal
/// words as they
/// are. For each stands how the Java type answers it, `-` for what the type itself implies.
final class Shapes {
    /// @param type the Java type
    /// @param accessors one for each operand of the shape
    /// @param condition Java condition with `$` for the operand, or empty
    record Shape(String type, List<String> accessors, String condition) {}

    private final Map<String, Shape> shapes = new HashMap<>();

    static Shapes load(String resource) {
        Shapes all = new Shapes();
        for (Row row : TableReader.read(Shapes.class, resource)) {
            String key = row.column(0).replace(" ", "");
            Shape shape = new Shape(row.column(1), List.of(row.column(2).split("\\s+")), row.column(3));
            if (all.shapes.put(key, shape) != null) {
                throw row.wrong("a second row for this shape");
            }
        }
        return all;
    }

    @Nullable
    Shape get(String key) {
        return shapes.get(key);
    }
}
