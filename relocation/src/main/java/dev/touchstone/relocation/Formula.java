package dev.touchstone.relocation;

import java.util.Arrays;

/// How a fixup's value comes from S (the symbol's address), A (the addend) and P (the place's address), in
/// psABI terms.
enum Formula {
    ABSOLUTE("S + A", false) {
        @Override
        long value(long s, long a, long p) {
            return s + a;
        }
    },
    PC_RELATIVE("S + A - P", true) {
        @Override
        long value(long s, long a, long p) {
            return s + a - p;
        }
    },
    PC_ALIGNED("S + A - Align(P, 4)", false) {
        @Override
        long value(long s, long a, long p) {
            return s + a - (p & ~3L);
        }
    },
    PAGE_RELATIVE("Page(S + A) - Page(P)", false) {
        @Override
        long value(long s, long a, long p) {
            return ((s + a) & ~0xFFFL) - (p & ~0xFFFL);
        }
    };

    final String text;
    /// Whether the value is the same wherever the image lands, so that it can be applied before linking.
    final boolean positionIndependent;

    Formula(String text, boolean positionIndependent) {
        this.text = text;
        this.positionIndependent = positionIndependent;
    }

    abstract long value(long s, long a, long p);

    static Formula parse(String text) {
        return Arrays.stream(values())
                .filter(f -> f.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown formula \"" + text + "\"; known: "
                        + Arrays.stream(values()).map(f -> f.text).toList()));
    }
}
