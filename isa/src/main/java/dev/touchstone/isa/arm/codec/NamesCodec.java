package dev.touchstone.isa.arm.codec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Names for the fields' values; with `number`, values may be given as numbers too.
public final class NamesCodec extends HoleCodec {
    private static final int MOST_INDEXED = 10;

    private final Map<String, Long> values;
    private final Map<Long, String> names = new LinkedHashMap<>();
    /// The names once more, by their values; empty for wide fields.
    private final @Nullable String[] byValue;
    private final boolean number;
    private final int width;

    private NamesCodec(Map<String, Long> values, boolean number, int width) {
        this.values = values;
        this.number = number;
        this.width = width;
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no names are given");
        }
        values.forEach((name, value) -> {
            if (value < 0 || value > Bits.mask(width)) {
                throw new IllegalArgumentException(
                        name + " is " + value + ", beyond the " + width + " bits of the fields");
            }
            names.putIfAbsent(value, name);
        });
        this.byValue = new @Nullable String[width <= MOST_INDEXED ? 1 << width : 0];
        if (byValue.length > 0) {
            names.forEach((value, name) -> byValue[(int) (long) value] = name);
        }
    }

    static NamesCodec of(Parameters parameters, int width) {
        boolean number = parameters.flag("number");
        String table = parameters.text("table");
        Map<String, Long> values = new LinkedHashMap<>();
        if (table != null) {
            NameTable.read(table).forEach(values::putIfAbsent);
        }
        for (Map.Entry<String, String> entry : parameters.rest()) {
            values.put(entry.getKey().toLowerCase(Locale.ROOT), Parameters.number(entry.getValue()));
        }
        return new NamesCodec(values, number, width);
    }

    /// Every name and its value, in table order.
    public Map<String, Long> values() {
        return values;
    }

    /// Whether numbers are taken too.
    public boolean takesNumbers() {
        return number;
    }

    /// The name that is printed for a value, or null.
    public @Nullable String name(long value) {
        return value >= 0 && value < byValue.length ? byValue[(int) value] : names.get(value);
    }

    @Override
    public boolean parse(Cursor in) {
        int start = in.position();
        String word = in.word();
        while (in.peek() == '.' && !values.containsKey(word)) {
            int dot = in.position();
            in.position(dot + 1);
            String more = word + "." + in.word();
            if (more.endsWith(".")) {
                in.position(dot);
                break;
            }
            word = more;
        }
        Long value = values.get(word);
        if (value != null) {
            in.value = value;
            return true;
        }
        in.position(start);
        if (!number) {
            return false;
        }
        in.accept('#');
        return in.integer();
    }

    @Override
    public void format(long value, StringBuilder out) {
        String name = name(value);
        if (name == null) {
            Immediates.hex(value, out.append('#'));
        } else {
            out.append(name);
        }
    }

    @Override
    public long encode(long value, long other) {
        return value < 0 || value > Bits.mask(width) || !number && name(value) == null ? REFUSED : value;
    }

    @Override
    public long decode(long bits, long other) {
        return number || name(bits) != null ? bits : REFUSED;
    }

    @Override
    public String allowed() {
        String listed = values.size() > 40 ? "one of " + values.size() + " names" : String.join(", ", values.keySet());
        return number ? listed + ", #0 to #" + Bits.mask(width) : listed;
    }

    @Override
    public long[] edges() {
        return names.keySet().stream().limit(64).mapToLong(Long::longValue).toArray();
    }

    @Override
    public long sample(RandomGenerator random) {
        if (number && random.nextInt(4) == 0) {
            return random.nextLong() & Bits.mask(width);
        }
        List<Long> all = List.copyOf(names.keySet());
        return all.get(random.nextInt(all.size()));
    }

    @Override
    public List<String> illegal() {
        return number ? List.of("#" + (Bits.mask(width) + 1)) : List.of("nosuchname");
    }
}
