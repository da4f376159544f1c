package dev.touchstone.isa.arm.codec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// One of a few numbers, printed in decimal: alignments. Parameters: `64=1 128=2`, number and field.
public final class NumbersCodec extends HoleCodec {
    private final Map<Long, Long> fields = new LinkedHashMap<>();
    private final Map<Long, Long> numbers = new LinkedHashMap<>();

    NumbersCodec(Parameters parameters, int width) {
        for (Map.Entry<String, String> entry : parameters.rest()) {
            long field = Parameters.number(entry.getValue());
            if (field < 0 || field > Bits.mask(width)) {
                throw new IllegalArgumentException(
                        entry.getValue() + " is beyond the " + width + " bits of the fields");
            }
            long number = Parameters.number(entry.getKey());
            fields.put(number, field);
            numbers.put(field, number);
        }
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("no numbers are given");
        }
    }

    /// The numbers and the fields that stand for them.
    public Map<Long, Long> fields() {
        return fields;
    }

    @Override
    public boolean parse(Cursor in) {
        return in.integer();
    }

    @Override
    public void format(long value, StringBuilder out) {
        out.append(value);
    }

    @Override
    public long encode(long value, long other) {
        return fields.getOrDefault(value, REFUSED);
    }

    @Override
    public long decode(long bits, long other) {
        return numbers.getOrDefault(bits, REFUSED);
    }

    @Override
    public String allowed() {
        return String.join(", ", fields.keySet().stream().map(String::valueOf).toList());
    }

    @Override
    public long[] edges() {
        return fields.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public long sample(RandomGenerator random) {
        List<Long> all = List.copyOf(fields.keySet());
        return all.get(random.nextInt(all.size()));
    }

    @Override
    public List<String> illegal() {
        return List.of("7", "512");
    }
}
