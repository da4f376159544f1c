package dev.touchstone.conformance.sampling.x86;

import dev.touchstone.encoder.x86.FarPointer;
import dev.touchstone.encoder.x86.Imm;
import dev.touchstone.encoder.x86.Relative;
import dev.touchstone.encoder.x86.X86Operand;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.OperandSpec.Immediate;
import dev.touchstone.isa.x86.RegisterClass;
import dev.touchstone.isa.x86.X86Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// Values for one operand of a form: special ones, then random immediates.
final class OperandValues {
    private final X86Form form;
    private final int mode;
    private final RandomGenerator random;

    OperandValues(X86Form form, int mode, RandomGenerator random) {
        this.form = form;
        this.mode = mode;
        this.random = random;
    }

    List<X86Operand> of(OperandSpec spec) {
        return switch (spec.kind()) {
            case REGISTER -> registers(spec);
            case MEMORY, MOFFS -> new MemoryValues(form, mode, spec).values();
            case REGISTER_OR_MEMORY -> alternating(registers(spec), new MemoryValues(form, mode, spec).values());
            case FIXED_IMMEDIATE -> List.of(new Imm(spec.fixed()));
            case IMMEDIATE -> immediates(spec);
            case RELATIVE -> relatives(spec);
            case FAR_POINTER -> List.of(new FarPointer(0x33, 0x1234), new FarPointer(0xFFFF, limit(spec)));
        };
    }

    private List<X86Operand> registers(OperandSpec spec) {
        RegisterClass registerClass = Objects.requireNonNull(spec.register());
        return new RegisterValues(form, mode).of(spec, registerClass);
    }

    private static long limit(OperandSpec spec) {
        return (1L << Objects.requireNonNull(spec.immediate()).bits()) - 1;
    }

    private static List<X86Operand> alternating(List<X86Operand> first, List<X86Operand> second) {
        List<X86Operand> all = new ArrayList<>();
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            if (i < first.size()) {
                all.add(first.get(i));
            }
            if (i < second.size()) {
                all.add(second.get(i));
            }
        }
        return all;
    }

    /// The edges of the immediate and of the narrower ones of which another row could be in charge.
    private List<X86Operand> immediates(OperandSpec spec) {
        Immediate immediate = Objects.requireNonNull(spec.immediate());
        List<Long> values = new ArrayList<>(List.of(1L, 0L, -1L, 0x7FL, -0x80L, 0x80L, 0xFFL, -0x81L, 5L));
        for (int bits = 16; bits <= immediate.bits(); bits *= 2) {
            values.addAll(0, List.of((1L << bits - 1) - 1, -1L << bits - 1, 0x1234_5678_9ABC_DEF0L >>> 64 - bits));
            values.addAll(List.of((1L << bits - 1), bits == 64 ? -1L : (1L << bits) - 1));
        }
        for (int i = 0; i < 4; i++) {
            values.add(random.nextLong() >> 64 - immediate.bits());
        }
        List<X86Operand> allowed = new ArrayList<>();
        for (long value : values) {
            if (immediate.accepts(value, mode)) {
                allowed.add(new Imm(value));
            }
        }
        return allowed;
    }

    private static List<X86Operand> relatives(OperandSpec spec) {
        int bits = Objects.requireNonNull(spec.immediate()).bits();
        long[] values = bits == 8
                ? new long[] {0, 127, -128, 5, -2}
                : new long[] {0x80, -0x200, 0x7FFF, 0x0123_4567, -0x0123_4567};
        List<X86Operand> all = new ArrayList<>();
        for (long value : values) {
            all.add(new Relative(value));
        }
        return all;
    }
}
