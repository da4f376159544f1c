package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.encoder.x86.X86Register;
import dev.touchstone.relocation.Label;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sum of a number, registers times numbers, and at most one label: what stands in an address or an immediate.
///
/// @param rip whether `rip` or `eip` is in it; 64, 32, or 0
record Sum(
        long constant, List<Term> terms, int rip, @Nullable Label label) {
    /// @param scaled whether the text says the scale, as in `1*rbp`
    record Term(X86Register register, long scale, boolean scaled) {}

    static final Sum ZERO = constant(0);

    static Sum constant(long value) {
        return new Sum(value, List.of(), 0, null);
    }

    static Sum register(X86Register register) {
        return new Sum(0, List.of(new Term(register, 1, false)), 0, null);
    }

    boolean isConstant() {
        return terms.isEmpty() && rip == 0 && label == null;
    }

    /// Whether it is a number or a label plus a number.
    boolean isImmediate() {
        return terms.isEmpty() && rip == 0;
    }

    Sum plus(Sum other, int column) {
        if (label != null && other.label != null) {
            throw new SyntaxException("a sum of two labels", column);
        }
        List<Term> all = new ArrayList<>(terms);
        all.addAll(other.terms);
        return new Sum(
                constant + other.constant,
                List.copyOf(all),
                Math.max(rip, other.rip),
                label == null ? other.label : label);
    }

    Sum negated(int column) {
        if (!isConstant()) {
            throw new SyntaxException("only numbers can be subtracted", column);
        }
        return constant(-constant);
    }

    Sum times(Sum other, int column) {
        if (isConstant() && !other.isConstant()) {
            return other.times(this, column);
        }
        if (!other.isConstant() || label != null || rip != 0) {
            throw new SyntaxException("only numbers and a register with a number can be multiplied", column);
        }
        List<Term> scaled = new ArrayList<>();
        for (Term term : terms) {
            scaled.add(new Term(term.register, term.scale * other.constant, true));
        }
        return new Sum(constant * other.constant, List.copyOf(scaled), 0, null);
    }
}
