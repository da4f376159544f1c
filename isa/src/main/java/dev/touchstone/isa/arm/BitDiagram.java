package dev.touchstone.isa.arm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An encoding's bits, msb first, as the manual draws them: `1 0 0 100010 sh:1 imm12:12 Rn:5 Rd:5`.
public final class BitDiagram {
    /// Where a field stands, its lowest bit and its width. More than one place: all hold the same bits.
    ///
    /// @param lows the lowest bit of each place
    public record Field(String name, int width, List<Integer> lows) {}

    private final String text;
    private final int width;
    private final int mask;
    private final int value;
    private final Map<String, Field> fields;
    /// The fields that stand in more than one place.
    private final List<Field> repeated;

    private BitDiagram(String text, int width, int mask, int value, Map<String, Field> fields) {
        this.text = text;
        this.width = width;
        this.mask = mask;
        this.value = value;
        this.fields = fields;
        this.repeated =
                fields.values().stream().filter(field -> field.lows.size() > 1).toList();
    }

    /// @throws IllegalArgumentException if the text is no diagram of 16 or 32 bits
    static BitDiagram parse(String text) {
        List<String> parts = parts(text);
        int width = 0;
        for (String part : parts) {
            width += width(part);
        }
        if (width != 16 && width != 32) {
            throw new IllegalArgumentException("the bits add up to " + width + ", not to 16 or 32");
        }
        int mask = 0;
        int value = 0;
        Map<String, Field> fields = new LinkedHashMap<>();
        int low = width;
        for (String part : parts) {
            int bits = width(part);
            low -= bits;
            int colon = part.indexOf(':');
            if (colon < 0) {
                mask |= (int) ((1L << bits) - 1) << low;
                value |= Integer.parseUnsignedInt(part, 2) << low;
            } else {
                place(fields, part.substring(0, colon), bits, low);
            }
        }
        return new BitDiagram(text, width, mask, value, fields);
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        for (String word : text.replaceAll("\\(([01]+)\\)", " $1 ").strip().split("\\s+")) {
            if (!word.matches("[01]+|[A-Za-z][A-Za-z0-9_]*:[1-9][0-9]?")) {
                throw new IllegalArgumentException("\"" + word + "\" is neither bits nor a field such as Rd:5");
            }
            parts.add(word);
        }
        return parts;
    }

    private static int width(String part) {
        int colon = part.indexOf(':');
        return colon < 0 ? part.length() : Integer.parseInt(part, colon + 1, part.length(), 10);
    }

    private static void place(Map<String, Field> fields, String name, int width, int low) {
        Field known = fields.get(name);
        if (known == null) {
            fields.put(name, new Field(name, width, List.of(low)));
        } else if (known.width != width) {
            throw new IllegalArgumentException("field " + name + " is " + known.width + " and " + width + " bits wide");
        } else {
            List<Integer> lows = new ArrayList<>(known.lows);
            lows.add(low);
            fields.put(name, new Field(name, width, List.copyOf(lows)));
        }
    }

    /// The diagram as the row has it.
    public String text() {
        return text;
    }

    /// 16 or 32.
    public int width() {
        return width;
    }

    /// The bits that are fixed, should-be bits among them.
    public int mask() {
        return mask;
    }

    /// The fixed bits' values.
    public int value() {
        return value;
    }

    /// The fields, msb first.
    public Map<String, Field> fields() {
        return fields;
    }

    /// Whether a word has the fixed bits, and fields that stand twice are alike.
    public boolean matches(int word) {
        return (word & mask) == value && (repeated.isEmpty() || isAlike(word));
    }

    private boolean isAlike(int word) {
        for (Field field : repeated) {
            for (int i = 1; i < field.lows.size(); i++) {
                if (((word >>> field.lows.get(i) ^ word >>> field.lows.getFirst()) & (1L << field.width) - 1) != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
