package dev.touchstone.isa.arm.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// System registers, by name or as s3_0_c15_c2_1. The value is op0:op1:CRn:CRm:op2, 16 bits; of op0 only the low bit may be stored.
public final class SystemRegisterCodec extends HoleCodec {
    private final int width;
    private final Map<String, Long> values = new LinkedHashMap<>();
    private final Map<Long, String> names = new HashMap<>();

    SystemRegisterCodec(Parameters parameters, int width) {
        this.width = width;
        String tables = parameters.text("table");
        if (tables != null) {
            for (String table : tables.split(",")) {
                NameTable.read(table).forEach(values::putIfAbsent);
            }
        }
        values.forEach((name, value) -> names.putIfAbsent(value, name));
        if (width != 15 && width != 16) {
            throw new IllegalArgumentException("a system register has 16 bits, op0:op1:CRn:CRm:op2, or 15 with the low bit of op0");
        }
    }

    /// Every name and its value, in table order.
    public Map<String, Long> values() {
        return values;
    }

    @Override
    public boolean parse(Cursor in) {
        String word = in.word();
        Long value = values.get(word);
        in.value = value == null ? generic(word) : value;
        return in.value >= 0;
    }

    /// The value of `s3_0_c15_c2_1`, or -1.
    private static long generic(String word) {
        String[] parts = word.split("_", -1);
        int[] limits = {3, 7, 15, 15, 7};
        String[] prefixes = {"s", "", "c", "c", ""};
        int[] widths = {2, 3, 4, 4, 3};
        if (parts.length != limits.length) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < limits.length; i++) {
            String digits = parts[i].startsWith(prefixes[i]) ? parts[i].substring(prefixes[i].length()) : "";
            if (!digits.matches("[0-9]{1,2}") || Integer.parseInt(digits) > limits[i]) {
                return -1;
            }
            value = value << widths[i] | Integer.parseInt(digits);
        }
        return value;
    }

    @Override
    public void format(long value, StringBuilder out) {
        String name = names.get(value);
        if (name != null) {
            out.append(name);
        } else {
            out.append('s').append(value >>> 14).append('_').append(value >>> 11 & 7).append("_c").append(value >>> 7 & 15);
            out.append("_c").append(value >>> 3 & 15).append('_').append(value & 7);
        }
    }

    @Override
    public long encode(long value, long other) {
        if (value < 0 || value > 0xFFFF || width == 15 && value < 0x8000) {
            return REFUSED;
        }
        return value & Bits.mask(width);
    }

    @Override
    public long decode(long bits, long other) {
        return width == 15 ? bits | 0x8000 : bits;
    }

    @Override
    public String allowed() {
        return "one of " + values.size() + " names, or s<op0>_<op1>_c<n>_c<m>_<op2>";
    }

    @Override
    public long[] edges() {
        return new long[] {0xC000 | 3 << 11 | 4 << 7 | 2 << 3, 0xFFFF, 0xC000};
    }

    @Override
    public long sample(RandomGenerator random) {
        if (values.isEmpty() || random.nextInt(4) == 0) {
            return 0xC000 | random.nextInt(0x4000);
        }
        List<Long> all = new ArrayList<>(values.values());
        return all.get(random.nextInt(all.size()));
    }

    @Override
    public List<String> illegal() {
        return List.of("nosuchregister", "s4_0_c0_c0_0", "s3_0_c16_c0_0");
    }
}
