package dev.touchstone.encoder.arm;

import dev.touchstone.isa.arm.ArmForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the forms whose fixed bits a word may have: a tree of single-bit tests over few forms at each leaf.
///
/// A leaf's forms stand in the order in which they are tried: preferred ones, then those with more fixed bits,
/// then table order.
final class DecodeTree {
    private static final int SMALL = 3;
    private static final Comparator<ArmForm> ORDER = Comparator.<ArmForm>comparingInt(
                    f -> f.attributes().preferred() ? 0 : f.attributes().deferred() ? 2 : 1)
            .thenComparingInt(f -> -Integer.bitCount(f.bits().mask()))
            .thenComparingInt(ArmForm::order);

    private final int bit;
    private final @Nullable DecodeTree zero;
    private final @Nullable DecodeTree one;
    private final ArmForm[] leaf;

    private DecodeTree(int bit, @Nullable DecodeTree zero, @Nullable DecodeTree one, ArmForm[] leaf) {
        this.bit = bit;
        this.zero = zero;
        this.one = one;
        this.leaf = leaf;
    }

    /// A tree over the forms of one width that the decoder may choose.
    static DecodeTree over(List<ArmForm> forms, int width) {
        List<ArmForm> chosen = new ArrayList<>();
        for (ArmForm form : forms) {
            if (form.bits().width() == width
                    && (!form.attributes().alias() || form.attributes().preferred())) {
                chosen.add(form);
            }
        }
        chosen.sort(ORDER);
        return node(chosen, 0, width);
    }

    private static DecodeTree node(List<ArmForm> forms, int tested, int width) {
        if (forms.size() > SMALL) {
            int best = -1;
            int bestSize = forms.size();
            for (int bit = width - 1; bit >= 0; bit--) {
                if ((tested >>> bit & 1) != 0) {
                    continue;
                }
                int zeros = 0;
                int ones = 0;
                for (ArmForm form : forms) {
                    boolean fixed = (form.bits().mask() >>> bit & 1) != 0;
                    boolean set = (form.bits().value() >>> bit & 1) != 0;
                    zeros += fixed && set ? 0 : 1;
                    ones += fixed && !set ? 0 : 1;
                }
                if (Math.max(zeros, ones) < bestSize) {
                    bestSize = Math.max(zeros, ones);
                    best = bit;
                }
            }
            if (best >= 0) {
                int bit = best;
                List<ArmForm> low = forms.stream()
                        .filter(f ->
                                (f.bits().mask() & ~f.bits().value() | ~f.bits().mask()) >>> bit << 31 != 0)
                        .toList();
                List<ArmForm> high = forms.stream()
                        .filter(f -> (f.bits().value() | ~f.bits().mask()) >>> bit << 31 != 0)
                        .toList();
                return new DecodeTree(
                        bit, node(low, tested | 1 << bit, width), node(high, tested | 1 << bit, width), new ArmForm[0]);
            }
        }
        return new DecodeTree(0, null, null, forms.toArray(ArmForm[]::new));
    }

    /// Forms that may match, in the order in which to try them.
    ArmForm[] candidates(int word) {
        DecodeTree node = this;
        while (true) {
            DecodeTree next = (word >>> node.bit & 1) == 0 ? node.zero : node.one;
            if (next == null) {
                return node.leaf;
            }
            node = next;
        }
    }
}
