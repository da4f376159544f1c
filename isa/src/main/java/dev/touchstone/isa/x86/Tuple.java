package dev.touchstone.isa.x86;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The EVEX tuple types of the SDM, which say by what N a one-byte displacement is multiplied.
public enum Tuple {
    FULL,
    HALF,
    /// A quarter of the vector, with broadcast (FP16 conversions).
    QUARTER,
    FULLMEM,
    /// One element, of the memory operand's width.
    T1S,
    /// One element of fixed width.
    T1F,
    T2,
    T4,
    T8,
    HVM,
    QVM,
    OVM,
    M128,
    MOVDDUP,
    /// One element of 8, 16, 32 or 64 bits, where more of them are accessed: compression and expansion (T1S in
    /// the SDM).
    T1E8,
    T1E16,
    T1E32,
    T1E64;

    /// N without broadcast, in bytes.
    ///
    /// @param vectorBits the vector length: 128, 256 or 512
    /// @param elementBits the memory element's width, for tuples of elements
    int scale(int vectorBits, int elementBits) {
        return switch (this) {
            case FULL, FULLMEM -> vectorBits / 8;
            case HALF, HVM -> vectorBits / 16;
            case QUARTER, QVM -> vectorBits / 32;
            case OVM -> vectorBits / 64;
            case M128 -> 16;
            case MOVDDUP -> vectorBits == 128 ? 8 : vectorBits / 8;
            case T1E8 -> 1;
            case T1E16 -> 2;
            case T1E32 -> 4;
            case T1E64 -> 8;
            case T1S, T1F, T2, T4, T8 -> elementBits / 8 * elements();
        };
    }

    /// Elements that the tuple has, 1 if it is not one of T1S to T8.
    int elements() {
        return switch (this) {
            case T2 -> 2;
            case T4 -> 4;
            case T8 -> 8;
            default -> 1;
        };
    }

    /// Whether N is an element's width though the instruction accesses more than one.
    boolean countsElements() {
        return this == T1E8 || this == T1E16 || this == T1E32 || this == T1E64;
    }

    /// The tuple type of that name in the attributes column, or null.
    static @Nullable Tuple ofName(String name) {
        for (Tuple tuple : values()) {
            if (tuple.name().toLowerCase(Locale.ROOT).equals(name)) {
                return tuple;
            }
        }
        return null;
    }
}
