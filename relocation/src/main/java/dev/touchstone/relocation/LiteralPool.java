package dev.touchstone.relocation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Constants that code loads, which wait to be placed behind it. Those of the same value are one.
final class LiteralPool {
    /// Bytes of the largest literal.
    static final int LARGEST = 16;

    /// What a literal holds: a number, or a label's address.
    ///
    /// @param low the low eight bytes, or what is added to the address
    private record Literal(
            int bytes, long low, long high, @Nullable Label address) {}

    private final CodeBuffer code;
    private final Map<Literal, Label> waiting = new LinkedHashMap<>();
    private int bytes;
    private int largest;

    LiteralPool(CodeBuffer code) {
        this.code = code;
    }

    /// At most this many bytes, padding among them, are placed.
    int bytes() {
        return bytes == 0 ? 0 : bytes + largest - 1;
    }

    Label number(int size, long low, long high) {
        return waiting.computeIfAbsent(new Literal(size, low, high, null), this::label);
    }

    Label address(int size, Label label) {
        return waiting.computeIfAbsent(new Literal(size, label.distance(), 0, label.base()), this::label);
    }

    private Label label(Literal literal) {
        bytes += literal.bytes;
        largest = Math.max(largest, literal.bytes);
        Label label = code.newLabel();
        label.own().isLiteral = true;
        return label;
    }

    /// Places what waits, the largest literals first.
    void place() {
        if (waiting.isEmpty()) {
            return;
        }
        Data data = code.data().align(largest);
        for (int size = largest; size > 0; size /= 2) {
            for (Map.Entry<Literal, Label> entry : waiting.entrySet()) {
                if (entry.getKey().bytes == size) {
                    code.bind(entry.getValue());
                    write(data, entry.getKey());
                }
            }
        }
        clear();
    }

    private static void write(Data data, Literal literal) {
        if (literal.address != null) {
            data.address(literal.bytes, literal.low == 0 ? literal.address : literal.address.plus(literal.low));
        } else if (literal.bytes == LARGEST) {
            data.u64(literal.low).u64(literal.high);
        } else {
            data.number(literal.bytes, literal.low);
        }
    }

    void clear() {
        waiting.clear();
        bytes = 0;
        largest = 0;
    }
}
