package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/// Condition codes; the value is the code, 0 (eq) to 15 (nv).
public final class ConditionCodec extends HoleCodec {
    private static final List<String> NAMES =
            List.of("eq", "ne", "hs", "lo", "mi", "pl", "vs", "vc", "hi", "ls", "ge", "lt", "gt", "le", "al", "nv");
    private static final List<String> FLAGS = List.of("Z", "C", "N", "V", "CZ", "NV", "NZV", "");

    private final boolean inverted;
    private final boolean stored;
    private final long no;

    ConditionCodec(Parameters parameters, int width) {
        this.inverted = parameters.flag("invert");
        this.no = parameters.mask("no");
        this.stored = width > 0;
    }

    /// Whether the inverse is encoded.
    public boolean isInverted() {
        return inverted;
    }

    /// Whether the condition is in the instruction's bits, or else given by an IT block.
    public boolean isStored() {
        return stored;
    }

    /// The codes that are refused, a bit for each.
    public long refused() {
        return no;
    }

    /// The condition's name, 0 to 15.
    public static String name(long code) {
        return NAMES.get((int) code);
    }

    /// The flags that a condition reads, a letter each.
    public static String flags(long code) {
        return FLAGS.get((int) code >> 1);
    }

    /// The code of a name in lower case, `cs` and `cc` among them; -1 if it is none.
    public static int code(String name) {
        return NAMES.indexOf(name.equals("cs") ? "hs" : name.equals("cc") ? "lo" : name);
    }

    @Override
    public boolean parse(Cursor in) {
        int code = code(in.word());
        in.value = code;
        return code >= 0;
    }

    @Override
    public void format(long value, StringBuilder out) {
        out.append(name(value));
    }

    @Override
    public long encode(long value, long other) {
        if (value < 0 || value > 15 || (no >>> value & 1) != 0) {
            return REFUSED;
        }
        return !stored ? 0 : inverted ? value ^ 1 : value;
    }

    @Override
    public long decode(long bits, long other) {
        if (!stored) {
            return 14;
        }
        long value = inverted ? bits ^ 1 : bits;
        return (no >>> value & 1) != 0 ? REFUSED : value;
    }

    private LongStream codes() {
        return LongStream.range(0, 16).filter(c -> (no >>> c & 1) == 0);
    }

    @Override
    public String allowed() {
        return String.join(
                ", ", codes().mapToObj(c -> name(c).toLowerCase(Locale.ROOT)).toList());
    }

    @Override
    public long[] edges() {
        return codes().toArray();
    }

    @Override
    public long sample(RandomGenerator random) {
        long[] all = edges();
        return all[random.nextInt(all.length)];
    }

    @Override
    public List<String> illegal() {
        return LongStream.range(0, 16)
                .filter(c -> (no >>> c & 1) != 0)
                .mapToObj(ConditionCodec::name)
                .toList();
    }

    /// The flags that the condition reads.
    public void readFlags(long value, Consumer<String> sink) {
        flags(value).chars().forEach(c -> sink.accept(String.valueOf((char) c)));
    }
}
