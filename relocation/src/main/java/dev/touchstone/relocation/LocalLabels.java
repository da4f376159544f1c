package dev.touchstone.relocation;

import java.util.HashMap;
import java.util.Map;

/// Numeric local labels: each number may be bound again and again; `1f` is the next place of 1, `1b` the last
/// one.
final class LocalLabels {
    private final CodeUnit unit;
    private final Map<Integer, Label> last = new HashMap<>();
    private final Map<Integer, Label> next = new HashMap<>();

    LocalLabels(CodeUnit unit) {
        this.unit = unit;
    }

    Label forward(int number) {
        return next.computeIfAbsent(checked(number), n -> new Label(unit.generation, n + "f"));
    }

    Label backward(int number) {
        Label label = last.get(checked(number));
        if (label == null) {
            throw new RelocationException("there is no local label " + number + " before this place");
        }
        return label;
    }

    /// The label that is to be bound now.
    Label here(int number) {
        Label label = forward(number);
        next.remove(number);
        last.put(number, label);
        return label;
    }

    private static int checked(int number) {
        if (number < 0) {
            throw new RelocationException("a local label's number is 0 or more, not " + number);
        }
        return number;
    }

    void clear() {
        last.clear();
        next.clear();
    }
}
