package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A label, or the offset as a number: in two's complement, unsigned, with sign and magnitude (U first), or
/// with T32's J1 and J2. With `named`, a label only: where the number is another row's. A relocation operator
/// may stand before a label, `#:lo12:label`; with `operator` it must.
public final class LabelCodec extends ImmediateCodec {
    private enum Shape {
        SIGNED,
        UNSIGNED,
        NAMED,
        SIGN_MAGNITUDE,
        J1J2
    }

    private final int width;
    private final long scale;
    private final long addend;
    private final @Nullable String fixup;
    private final boolean needsOperator;
    private final Shape shape;

    LabelCodec(Parameters parameters, int width) {
        this.width = width;
        this.scale = parameters.number("scale", 1);
        this.addend = parameters.number("addend", 0);
        this.fixup = parameters.text("fixup");
        this.needsOperator = parameters.flag("operator");
        if (parameters.flag("unsigned")) {
            this.shape = Shape.UNSIGNED;
        } else if (parameters.flag("named")) {
            this.shape = Shape.NAMED;
        } else if (parameters.flag("sign-magnitude")) {
            this.shape = Shape.SIGN_MAGNITUDE;
        } else {
            this.shape = parameters.flag("j1j2") ? Shape.J1J2 : Shape.SIGNED;
        }
    }

    /// The fixup kind that patches this operand, or null if only numbers can stand here.
    public @Nullable String fixup() {
        return fixup;
    }

    /// Whether a text says how much of the label's address is wanted, as the operand is only a part of it.
    public boolean needsOperator() {
        return needsOperator;
    }

    /// What is added to the label's address: the bias of the program counter.
    public long addend() {
        return addend;
    }

    @Override
    int width() {
        return width;
    }

    @Override
    public boolean isLabel() {
        return fixup != null;
    }

    @Override
    public boolean parse(Cursor in) {
        int start = in.position();
        if (shape != Shape.NAMED && acceptNumber(in)) {
            if (shape == Shape.SIGN_MAGNITUDE && in.value == 0 && in.negative) {
                in.value = SignMagnitudeCodec.MINUS_ZERO;
            }
            return true;
        }
        in.position(start);
        if (fixup == null) {
            return false;
        }
        in.operator = operator(in);
        String name = (in.operator != null) || !needsOperator ? in.symbol() : null;
        if (name == null) {
            return false;
        }
        in.addend = addends(in);
        in.name = name;
        in.value = 0;
        return true;
    }

    /// Reads `:operator:`, perhaps behind `#`; null if there is none.
    private static @Nullable String operator(Cursor in) {
        int start = in.position();
        in.accept('#');
        if (in.accept(':')) {
            int from = in.position();
            String name = in.symbol();
            if (name != null && in.accept(':')) {
                return in.lower().substring(from, in.position() - 1);
            }
        }
        in.position(start);
        return null;
    }

    /// The sum of the numbers that follow a name, each with its sign.
    private static long addends(Cursor in) {
        long sum = 0;
        while (true) {
            int end = in.position();
            in.skipBlanks();
            boolean minus = in.accept('-');
            if (minus || in.accept('+')) {
                in.skipBlanks();
                if (Character.isDigit(in.peek()) && in.integer()) {
                    sum += minus ? -in.value : in.value;
                    continue;
                }
            }
            in.position(end);
            return sum;
        }
    }

    private static boolean acceptNumber(Cursor in) {
        in.accept('#');
        return in.integer();
    }

    @Override
    public long sample(RandomGenerator random) {
        return shape == Shape.NAMED ? 0 : super.sample(random);
    }

    @Override
    public void format(long value, StringBuilder out) {
        if (shape == Shape.NAMED) {
            return; // a label's name is not in its value
        }
        out.append('#');
        if (value == SignMagnitudeCodec.MINUS_ZERO) {
            out.append("-0x0");
        } else {
            Immediates.hex(value, out);
        }
    }

    @Override
    public long encode(long value, long other) {
        boolean minusZero = shape == Shape.SIGN_MAGNITUDE && value == SignMagnitudeCodec.MINUS_ZERO;
        if (!minusZero && (value % scale != 0 || value < minimum() || value > maximum())) {
            return REFUSED;
        }
        long field = minusZero ? 0 : value / scale;
        return switch (shape) {
            case SIGNED, UNSIGNED, NAMED -> field & Bits.mask(width);
            case SIGN_MAGNITUDE -> minusZero ? 0 : field < 0 ? -field : field | 1L << width - 1;
            case J1J2 -> flipped(field & Bits.mask(width));
        };
    }

    @Override
    public long decode(long bits, long other) {
        return switch (shape) {
            case SIGNED -> Bits.signed(bits, width) * scale;
            case NAMED -> bits == 0 ? 0 : REFUSED;
            case UNSIGNED -> bits * scale;
            case SIGN_MAGNITUDE -> {
                long magnitude = (bits & Bits.mask(width - 1)) * scale;
                yield (bits >>> width - 1 & 1) != 0
                        ? magnitude
                        : magnitude == 0 ? SignMagnitudeCodec.MINUS_ZERO : -magnitude;
            }
            case J1J2 -> Bits.signed(flipped(bits), width) * scale;
        };
    }

    /// J1 and J2 stand under the sign S: I1 = NOT(J1 XOR S), and so the other way.
    private long flipped(long bits) {
        return (bits >>> width - 1 & 1) != 0 ? bits : bits ^ 3L << width - 3;
    }

    /// The smallest offset.
    public long minimum() {
        return switch (shape) {
            case SIGNED, J1J2 -> -(1L << width - 1) * scale;
            case UNSIGNED, NAMED -> 0;
            case SIGN_MAGNITUDE -> -Bits.mask(width - 1) * scale;
        };
    }

    /// The largest offset.
    public long maximum() {
        return shape == Shape.NAMED ? 0 : (shape == Shape.UNSIGNED ? Bits.mask(width) : Bits.mask(width - 1)) * scale;
    }

    @Override
    public String allowed() {
        if (shape == Shape.NAMED) {
            return needsOperator ? "a label with a relocation operator" : "a label";
        }
        return (fixup == null ? "" : "a label, or ") + minimum() + " to " + maximum()
                + (scale == 1 ? "" : " in steps of " + scale);
    }

    @Override
    public long[] edges() {
        if (shape == Shape.NAMED) {
            return new long[] {0};
        }
        return shape == Shape.UNSIGNED
                ? new long[] {0, scale, maximum()}
                : new long[] {0, minimum(), maximum(), scale, -scale, minimum() + scale};
    }

    @Override
    public List<String> illegal() {
        if (shape == Shape.NAMED) {
            return List.of("#0");
        }
        String below = "#" + (minimum() - scale);
        String above = "#" + (maximum() + scale);
        return scale == 1 ? List.of(below, above) : List.of(below, above, "#1");
    }
}
