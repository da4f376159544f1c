package dev.touchstone.conformance.sampling.x86;

import dev.touchstone.encoder.x86.Cr;
import dev.touchstone.encoder.x86.Dr;
import dev.touchstone.encoder.x86.Gpr16;
import dev.touchstone.encoder.x86.Gpr32;
import dev.touchstone.encoder.x86.Gpr64;
import dev.touchstone.encoder.x86.Gpr8;
import dev.touchstone.encoder.x86.KMask;
import dev.touchstone.encoder.x86.Mm;
import dev.touchstone.encoder.x86.Seg;
import dev.touchstone.encoder.x86.St;
import dev.touchstone.encoder.x86.Tmm;
import dev.touchstone.encoder.x86.X86Operand;
import dev.touchstone.encoder.x86.X86Register;
import dev.touchstone.encoder.x86.Xmm;
import dev.touchstone.encoder.x86.Ymm;
import dev.touchstone.encoder.x86.Zmm;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.RegisterClass;
import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Form;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Registers for an operand, special ones first.
final class RegisterValues {
    private static final int[] GENERAL_64 = {0, 3, 12, 5, 13, 4, 8, 15, 6, 1, 7, 9, 2, 10, 11, 14};
    private static final int[] GENERAL_32 = {0, 3, 5, 4, 6, 1, 7, 2};
    private static final int[] HIGH_BYTES = {36, 6, 37, 7, 38, 39};
    private static final int[] HIGH_BYTES_32 = {36, 37, 38, 39};
    /// CR1, CR5.. do not exist.
    private static final int[] CONTROL = {0, 2, 3, 4};

    private final X86Form form;
    private final int mode;

    RegisterValues(X86Form form, int mode) {
        this.form = form;
        this.mode = mode;
    }

    List<X86Operand> of(OperandSpec spec, RegisterClass registerClass) {
        if (spec.isFixed()) {
            return List.of(register(registerClass, spec.fixed()));
        }
        List<X86Operand> values = new ArrayList<>();
        for (int number : numbers(registerClass)) {
            values.add(register(registerClass, number));
        }
        if (registerClass == RegisterClass.GPR8) {
            for (int number : mode == 64 && !isExtended() ? HIGH_BYTES : HIGH_BYTES_32) {
                values.add(1 + values.size() / 2, new Gpr8(number));
            }
        }
        if (spec.mask()) {
            masked(spec, values);
        }
        return values;
    }

    /// Whether the form is APX's, so that only it reaches registers 16 to 31.
    private boolean isExtended() {
        return form.feature().startsWith("APX");
    }

    private int[] numbers(RegisterClass registerClass) {
        return switch (registerClass) {
            case GPR8, GPR16, GPR32, GPR64 ->
                isExtended() ? new int[] {16, 31, 20, 28, 21, 29, 24, 23} : mode == 64 ? GENERAL_64 : GENERAL_32;
            case XMM, YMM, ZMM ->
                mode == 32
                        ? new int[] {0, 7, 1, 5}
                        : form.opcode().space() == Space.EVEX
                                ? new int[] {16, 0, 31, 7, 15, 8, 24, 23}
                                : new int[] {0, 7, 8, 15, 1, 12};
            case MM, K, TMM, DEBUG -> IntStream.range(0, 8).toArray();
            case ST -> new int[] {1, 0, 7, 3};
            case SEGMENT -> new int[] {3, 0, 2, 4, 5};
            case CONTROL -> CONTROL;
        };
    }

    private static void masked(OperandSpec spec, List<X86Operand> values) {
        int plain = values.size();
        for (int i = 0; i < 7; i++) {
            KMask mask = new KMask(i % 7 + 1);
            X86Operand merged = mask(values.get(i % plain), mask, false);
            values.add(
                    Math.min(values.size(), 2 * i + 1),
                    spec.zeroing() && i % 2 == 0 ? mask(values.get(i % plain), mask, true) : merged);
        }
    }

    static X86Operand mask(X86Operand operand, KMask mask, boolean zeroing) {
        return switch (operand) {
            case Xmm r -> zeroing ? r.k(mask).z() : r.k(mask);
            case Ymm r -> zeroing ? r.k(mask).z() : r.k(mask);
            case Zmm r -> zeroing ? r.k(mask).z() : r.k(mask);
            case KMask r -> r.k(mask);
            default -> operand;
        };
    }

    static X86Register register(RegisterClass registerClass, int number) {
        return switch (registerClass) {
            case GPR8 -> new Gpr8(number);
            case GPR16 -> new Gpr16(number);
            case GPR32 -> new Gpr32(number);
            case GPR64 -> new Gpr64(number);
            case MM -> new Mm(number);
            case XMM -> new Xmm(number);
            case YMM -> new Ymm(number);
            case ZMM -> new Zmm(number);
            case K -> new KMask(number);
            case ST -> new St(number);
            case TMM -> new Tmm(number);
            case SEGMENT -> new Seg(number);
            case CONTROL -> new Cr(number);
            case DEBUG -> new Dr(number);
        };
    }
}
