package dev.touchstone.isa.arm.codec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `system-register`: op0:op1:CRn:CRm:op2, by a name of the tables or as `s3_0_c15_c2_1`. The top bit of op0 is
/// 1, and not in the fields.
public final class SystemRegisterCodec extends HoleCodec {
    private static final Pattern GENERIC = Pattern.compile("s([23])_([0-7])_c([0-9]{1,2})_c([0-9]{1,2})_([0-7])");
    private static final int WIDTH = 15;

    private final Map<String, Long> values = new LinkedHashMap<>();
    private final Map<Long, String> names = new LinkedHashMap<>();
    private final long[] named;

    SystemRegisterCodec(Parameters parameters, int width) {
        if (width != WIDTH) {
            throw new IllegalArgumentException("a system register has 15 bits: o0:op1:CRn:CRm:op2");
        }
        String tables = parameters.text("table");
        for (String table : tables == null ? new String[0] : tables.split(",")) {
            NameTable.read(table).forEach((name, value) -> {
                values.put(name, value);
                names.putIfAbsent(value, name);
            });
        }
        this.named = names.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    /// Every name and its op0:op1:CRn:CRm:op2.
    public Map<String, Long> values() {
        return values;
    }

    @Override
    public boolean parse(Cursor in) {
        String word = in.word();
        Long value = values.get(word);
        if (value != null) {
            in.value = value;
            return true;
        }
        Matcher generic = GENERIC.matcher(word);
        if (!generic.matches()) {
            return false;
        }
        long n = Integer.parseInt(generic.group(3));
        long m = Integer.parseInt(generic.group(4));
        if (n > 15 || m > 15) {
            return false;
        }
        in.value = Long.parseLong(generic.group(1)) << 14
                | Long.parseLong(generic.group(2)) << 11
                | n << 7
                | m << 3
                | Long.parseLong(generic.group(5));
        return true;
    }

    @Override
    public void format(long value, StringBuilder out) {
        String name = names.get(value);
        if (name != null) {
            out.append(name);
            return;
        }
        out.append('s')
                .append(value >>> 14)
                .append('_')
                .append(value >>> 11 & 7)
                .append("_c")
                .append(value >>> 7 & 15);
        out.append("_c").append(value >>> 3 & 15).append('_').append(value & 7);
    }

    @Override
    public long encode(long value, long other) {
        return value >>> WIDTH == 1 ? value & Bits.mask(WIDTH) : REFUSED;
    }

    @Override
    public long decode(long bits, long other) {
        return bits | 1L << WIDTH;
    }

    @Override
    public String allowed() {
        return "one of " + values.size() + " names, or s2_0_c0_c0_0 to s3_7_c15_c15_7";
    }

    @Override
    public long[] edges() {
        long[] edges = {2 << 14, 0xFFFF};
        return named.length == 0 ? edges : new long[] {2 << 14, 0xFFFF, named[0], named[named.length - 1]};
    }

    @Override
    public long sample(RandomGenerator random) {
        return named.length == 0 || random.nextInt(4) == 0
                ? decode(random.nextLong() & Bits.mask(WIDTH), 0)
                : named[random.nextInt(named.length)];
    }

    @Override
    public List<String> illegal() {
        return List.of("nosuchregister", "s4_0_c0_c0_0");
    }
}
