package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.encoder.x86.Gpr16;
import dev.touchstone.encoder.x86.Gpr32;
import dev.touchstone.encoder.x86.Gpr64;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.X86Register;
import dev.touchstone.encoder.x86.Xmm;
import dev.touchstone.encoder.x86.Ymm;
import dev.touchstone.encoder.x86.Zmm;
import dev.touchstone.relocation.Label;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a memory operand of an address sum: finds out which register is the base and which the index.
final class AddressBuilder {
    private final Sum sum;
    private final int column;
    private Sum.@Nullable Term base;
    private Sum.@Nullable Term index;

    private AddressBuilder(Sum sum, int column) {
        this.sum = sum;
        this.column = column;
    }

    /// @throws SyntaxException if the sum is no address
    static Mem address(Sum sum, int column) {
        return new AddressBuilder(sum, column).build();
    }

    private Mem build() {
        if (sum.rip() != 0) {
            return ripRelative();
        }
        sortTerms();
        Mem memory = withBase();
        if (index != null) {
            memory = withIndex(memory, index);
        }
        if (sum.terms().isEmpty()) {
            Label label = sum.label();
            return label == null ? Mem.ptr(sum.constant()) : Mem.ptr(label).disp(sum.constant());
        }
        Label label = sum.label();
        return (label == null ? memory : memory.disp(label)).disp(sum.constant());
    }

    private Mem ripRelative() {
        if (!sum.terms().isEmpty()) {
            throw new SyntaxException("rip stands alone with a displacement or a label, without registers", column);
        }
        Label label = sum.label();
        if (label != null) {
            return Mem.ptr(label).disp(sum.constant());
        }
        return sum.rip() == 64 ? Mem.rip(sum.constant()) : Mem.eip(sum.constant());
    }

    private void sortTerms() {
        List<Sum.Term> plain = new ArrayList<>();
        for (Sum.Term term : sum.terms()) {
            if (term.scaled() || isVector(term.register())) {
                if (index != null) {
                    throw new SyntaxException("an address has one index register", column);
                }
                index = term;
            } else {
                plain.add(term);
            }
        }
        if (plain.size() + (index == null ? 0 : 1) > 2) {
            throw new SyntaxException("an address has a base and an index at most", column);
        }
        if (plain.size() == 2) {
            boolean swap = mustBeBase(plain.get(1).register())
                    && !mustBeBase(plain.get(0).register());
            base = plain.get(swap ? 1 : 0);
            index = plain.get(swap ? 0 : 1);
        } else if (plain.size() == 1) {
            base = plain.getFirst();
            if (index != null && index.scale() == 1 && mustBeBase(index.register()) && !isVector(index.register())) {
                base = index;
                index = plain.getFirst();
            }
        }
    }

    private static boolean isVector(X86Register register) {
        return register.registerClass().isVector();
    }

    /// The stack pointer is no index; bx and bp are none in 16-bit addresses.
    private static boolean mustBeBase(X86Register register) {
        return register instanceof Gpr16 ? register.number() == 3 || register.number() == 5 : register.number() == 4;
    }

    private Mem withBase() {
        if (base == null) {
            return Mem.ptr();
        }
        return switch (base.register()) {
            case Gpr64 register -> Mem.ptr(register);
            case Gpr32 register -> Mem.ptr(register);
            case Gpr16 register -> Mem.ptr(register);
            default ->
                throw new SyntaxException(
                        "\"" + base.register()
                                + "\" can't be in an address; general registers of 64, 32 and 16 bits can",
                        column);
        };
    }

    private Mem withIndex(Mem memory, Sum.Term term) {
        int scale = (int) term.scale();
        if (term.scale() != 1 && term.scale() != 2 && term.scale() != 4 && term.scale() != 8) {
            throw new SyntaxException(
                    "the index " + term.register() + " is multiplied by " + term.scale() + "; allowed: 1, 2, 4 or 8",
                    column);
        }
        return switch (term.register()) {
            case Gpr64 register -> memory.index(register, scale);
            case Gpr32 register -> memory.index(register, scale);
            case Gpr16 register when scale == 1 -> memory.index(register);
            case Xmm register -> memory.index(register, scale);
            case Ymm register -> memory.index(register, scale);
            case Zmm register -> memory.index(register, scale);
            default -> throw new SyntaxException("\"" + term.register() + "\" can't be an index here", column);
        };
    }
}
