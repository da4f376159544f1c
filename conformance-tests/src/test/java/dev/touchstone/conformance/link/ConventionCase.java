package dev.touchstone.conformance.link;

import dev.touchstone.encoder.convention.CallingConvention;
import dev.touchstone.encoder.convention.Passing;
import dev.touchstone.encoder.convention.Signature;
import dev.touchstone.encoder.convention.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A signature with a value for each argument and for the result, and a frame for our functions of it.
///
/// @param values as 64 bits: an integer extended as its kind says, the bits of a float or double
record ConventionCase(
        int index, Signature signature, List<Long> values, long result, int locals, boolean framePointer) {
    private static final int[] LOCALS = {0, 8, 24, 120, 136, 1000, 4000};

    static ConventionCase random(int index, Random random, int mostLocals) {
        List<ValueKind> kinds = new ArrayList<>();
        int count = random.nextInt(18);
        boolean variadic = count > 1 && random.nextInt(4) == 0;
        int first = variadic ? 1 + random.nextInt(count) : -1;
        // Some have floats only, or integers only, so that registers run out on either side.
        int taste = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            ValueKind kind;
            do {
                kind = ValueKind.values()[random.nextInt(ValueKind.values().length)];
            } while (variadic && i >= first && (kind == ValueKind.FLOAT || kind.isNarrow())
                    || taste == 1 && !kind.isFloat() && random.nextInt(4) != 0
                    // C widens what stands before the dots, and says that va_start takes no such parameter.
                    || variadic && i == first - 1 && (kind == ValueKind.FLOAT || kind.isNarrow()));
            kinds.add(kind);
        }
        int result = random.nextInt(ValueKind.values().length + 1);
        Optional<ValueKind> kind = result == 0 ? Optional.empty() : Optional.of(ValueKind.values()[result - 1]);
        return new ConventionCase(
                index,
                new Signature(kind, kinds, first),
                kinds.stream().map(k -> value(k, random)).toList(),
                kind.map(k -> value(k, random)).orElse(0L),
                random.nextInt(8) == 0 ? mostLocals : Math.min(mostLocals, LOCALS[random.nextInt(LOCALS.length)]),
                random.nextBoolean());
    }

    private static long value(ValueKind kind, Random random) {
        long bits = random.nextLong();
        return switch (kind) {
            case INT8 -> (byte) bits;
            case UINT8 -> bits & 0xFF;
            case INT16 -> (short) bits;
            case UINT16 -> bits & 0xFFFF;
            case INT32, POINTER -> (int) bits;
            case INT64 -> bits;
            case FLOAT -> Float.floatToIntBits(random.nextInt(1 << 20) / 16f - 1000);
            case DOUBLE -> Double.doubleToLongBits(random.nextInt() / 1024.0);
        };
    }

    Passing passing(CallingConvention convention) {
        return convention.assign(signature);
    }

    String name(String what) {
        return what + "_" + index;
    }
}
