package dev.touchstone.encoder.arm;

import dev.touchstone.encoder.EncodingLayout;
import dev.touchstone.encoder.EncodingLayout.Field;
import dev.touchstone.encoder.EncodingLayout.Part;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.BitDiagram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A word's fields, as its row's bit diagram draws them.
final class WordLayout {
    private static final int HALF = 16;

    private WordLayout() {}

    static EncodingLayout of(Isa isa, BitDiagram bits, byte[] code, int offset) {
        if (isa == Isa.T32 && bits.width() > HALF) {
            return new EncodingLayout(List.of(
                    drawn(bits, Part.of("first halfword", code, offset, 0, 2), HALF),
                    drawn(bits, Part.of("second halfword", code, offset, 2, 2), 0)));
        }
        String name = bits.width() == HALF ? "halfword" : "word";
        return new EncodingLayout(List.of(drawn(bits, Part.of(name, code, offset, 0, bits.width() / 8), 0)));
    }

    /// @param from the diagram's bit that is the part's lowest
    private static Part drawn(BitDiagram bits, Part part, int from) {
        List<Field> fields = new ArrayList<>();
        int to = from + 8 * part.length();
        for (BitDiagram.Field field : bits.fields().values()) {
            for (int low : field.lows()) {
                add(fields, field.name(), Math.max(low, from), Math.min(low + field.width(), to), from, part);
            }
        }
        for (int low = from; low < to; low++) {
            int end = low;
            while (end < to && (bits.mask() >>> end & 1) != 0) {
                end++;
            }
            add(fields, "", low, end, from, part);
            low = Math.max(low, end - 1);
        }
        fields.sort(Comparator.comparingInt(Field::low).reversed());
        return new Part(part.name(), part.offset(), part.length(), part.value(), fields);
    }

    private static void add(List<Field> fields, String name, int low, int end, int from, Part part) {
        if (low < end) {
            fields.add(Field.of(name, low - from, end - low, part.value()));
        }
    }
}
