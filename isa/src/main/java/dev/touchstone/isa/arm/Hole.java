package dev.touchstone.isa.arm;

import dev.touchstone.isa.arm.codec.HoleCodec;
import java.util.List;

/// An operand of a form.
public final class Hole {
    private final String name;
    private final String kind;
    private final String parameters;
    private final int index;
    private final HoleCodec codec;
    private final List<BitDiagram.Field> fields;
    private final int with;
    private final boolean optional;
    private final long missing;
    // Runs of bits, lowest value bit first: value bits from source, width of them, go to word bits from target.
    private final int[] source;
    private final int[] target;
    private final int[] runMask;
    private final boolean[] copy;

    Hole(
            String name,
            String kind,
            String parameters,
            int index,
            HoleCodec codec,
            List<BitDiagram.Field> fields,
            int with,
            boolean optional,
            long missing) {
        this.name = name;
        this.kind = kind;
        this.parameters = parameters;
        this.index = index;
        this.codec = codec;
        this.fields = List.copyOf(fields);
        this.with = with;
        this.optional = optional;
        this.missing = missing;
        int runs = fields.stream().mapToInt(f -> f.lows().size()).sum();
        this.source = new int[runs];
        this.target = new int[runs];
        this.runMask = new int[runs];
        this.copy = new boolean[runs];
        int run = 0;
        int low = 0;
        for (int f = fields.size() - 1; f >= 0; f--) {
            BitDiagram.Field field = fields.get(f);
            for (int p = 0; p < field.lows().size(); p++) {
                source[run] = low;
                target[run] = field.lows().get(p);
                runMask[run] = (int) ((1L << field.width()) - 1);
                copy[run++] = p > 0;
            }
            low += field.width();
        }
    }

    /// As the syntax writes it, without the angle brackets: `Xd|SP`.
    public String name() {
        return name;
    }

    /// The kind in the symbols table: `x|sp`, `uimm`.
    public String kind() {
        return kind;
    }

    /// The parameters in the symbols table, as written: with the kind and the fields' width they make the codec.
    public String parameters() {
        return parameters;
    }

    /// Its place among the form's holes.
    public int index() {
        return index;
    }

    public HoleCodec codec() {
        return codec;
    }

    /// The fields that hold it, msb first; empty if it is not encoded.
    public List<BitDiagram.Field> fields() {
        return fields;
    }

    /// The index of the hole whose value takes part in encoding this one, or -1.
    public int with() {
        return with;
    }

    /// Whether it may be left out, being [#missing] then.
    public boolean isOptional() {
        return optional;
    }

    /// The value of a hole that is left out; 0 if it can't be.
    public long missing() {
        return missing;
    }

    /// The word bits for joined field bits.
    public int spread(long bits) {
        int word = 0;
        for (int i = 0; i < source.length; i++) {
            word |= (int) (bits >>> source[i] & runMask[i]) << target[i];
        }
        return word;
    }

    /// The joined field bits of a word.
    public long gather(int word) {
        long bits = 0;
        for (int i = 0; i < source.length; i++) {
            if (!copy[i]) {
                bits |= (long) (word >>> target[i] & runMask[i]) << source[i];
            }
        }
        return bits;
    }

    @Override
    public String toString() {
        return "<" + name + ">";
    }
}
