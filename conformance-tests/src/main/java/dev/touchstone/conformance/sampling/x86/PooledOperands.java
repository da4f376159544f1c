package dev.touchstone.conformance.sampling.x86;

import static dev.touchstone.encoder.x86.Mem.ptr;

import dev.touchstone.conformance.state.StatePreparer;
import dev.touchstone.encoder.x86.Gpr32;
import dev.touchstone.encoder.x86.Gpr64;
import dev.touchstone.encoder.x86.Imm;
import dev.touchstone.encoder.x86.KMask;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.MemSize;
import dev.touchstone.encoder.x86.X86Instruction;
import dev.touchstone.encoder.x86.X86Operand;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.OperandSpec.Immediate;
import dev.touchstone.isa.x86.OperandSpec.Memory;
import dev.touchstone.isa.x86.RegisterClass;
import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Form;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Operands for an instruction of a random program: few registers, addresses in the data window.
final class PooledOperands {
    private static final int[] GENERAL_64 = {0, 1, 2, 3, 6, 8, 15};
    private static final int[] GENERAL_32 = {0, 1, 2, 3};
    private static final int[] HIGH_BYTES = {36, 37, 38, 39};
    private static final int[] VECTORS_64 = {0, 1, 2, 7, 8, 15};
    private static final int[] VECTORS_EVEX = {0, 1, 8, 15, 16, 31};
    private static final int[] VECTORS_32 = {0, 1, 2, 7};
    private static final int[] MASKS = {1, 2, 7};
    private static final int[] POINTERS_64 = {5, 12, 13};
    private static final int[] POINTERS_32 = {5, 6};
    private static final int SMALL_64 = 14;
    private static final int SMALL_32 = 7;
    /// Bytes about a pointer that an address may lead to.
    private static final int REACH = StatePreparer.DATA_BYTES / 8;

    private final X86Form form;
    private final boolean wide;
    private final RandomGenerator random;

    PooledOperands(X86Form form, Isa isa, RandomGenerator random) {
        this.form = form;
        this.wide = isa == Isa.X86_64;
        this.random = random;
    }

    /// Null if an operand can't be had.
    @Nullable
    X86Instruction draw() {
        List<X86Operand> operands = new ArrayList<>();
        for (OperandSpec spec : form.operands()) {
            X86Operand operand = operand(spec);
            if (operand == null) {
                return null;
            }
            operands.add(operand);
        }
        return new X86Instruction(form, operands);
    }

    private @Nullable X86Operand operand(OperandSpec spec) {
        return switch (spec.kind()) {
            case REGISTER -> register(spec);
            case MEMORY -> memory(spec);
            case REGISTER_OR_MEMORY -> random.nextInt(3) == 0 ? memory(spec) : register(spec);
            case FIXED_IMMEDIATE -> new Imm(spec.fixed());
            case IMMEDIATE -> immediate(spec.immediate());
            case MOFFS, RELATIVE, FAR_POINTER -> null;
        };
    }

    private @Nullable X86Operand register(OperandSpec spec) {
        RegisterClass registers = spec.register();
        if (registers == null) {
            return null;
        }
        if (spec.isFixed()) {
            return RegisterValues.register(registers, spec.fixed());
        }
        int[] pool = switch (registers) {
            case GPR8 -> random.nextInt(4) == 0 ? HIGH_BYTES : general();
            case GPR16, GPR32, GPR64 -> general();
            case XMM, YMM, ZMM -> wide ? form.opcode().space() == Space.EVEX ? VECTORS_EVEX : VECTORS_64 : VECTORS_32;
            case K -> MASKS;
            case MM, ST, SEGMENT, CONTROL, DEBUG, TMM -> null;
        };
        if (pool == null) {
            return null;
        }
        X86Operand register = RegisterValues.register(registers, pick(pool));
        return spec.mask() && random.nextBoolean()
                ? RegisterValues.mask(register, new KMask(pick(MASKS)), spec.zeroing() && random.nextBoolean())
                : register;
    }

    private int[] general() {
        return wide ? GENERAL_64 : GENERAL_32;
    }

    private int pick(int[] pool) {
        return pool[random.nextInt(pool.length)];
    }

    /// Aligned as far as its size asks for, and then without an index.
    private @Nullable X86Operand memory(OperandSpec spec) {
        if (spec.memory() == Memory.VSIB
                || spec.memory() == Memory.SIB
                || spec.memory().isImplied()) {
            return null;
        }
        int bytes = Math.max(1, spec.memoryBits() / 8);
        long displacement = random.nextInt(2 * REACH) - REACH;
        boolean aligned = bytes >= 16 || random.nextBoolean();
        displacement = aligned ? displacement / bytes * bytes : displacement;
        Mem memory = wide ? ptr(new Gpr64(pick(POINTERS_64))) : ptr(new Gpr32(pick(POINTERS_32)));
        if (!aligned && random.nextBoolean()) {
            int scale = 1 << random.nextInt(4);
            memory = wide ? memory.index(new Gpr64(SMALL_64), scale) : memory.index(new Gpr32(SMALL_32), scale);
        }
        memory = memory.disp(displacement);
        if (spec.broadcastBits() != 0 && random.nextBoolean()) {
            return memory.size(MemSize.ofBits(spec.broadcastBits())).bcst();
        }
        Mem sized = memory.size(MemSize.ofBits(spec.memoryBits()));
        return spec.mask() && random.nextBoolean() ? sized.k(new KMask(pick(MASKS))) : sized;
    }

    private @Nullable X86Operand immediate(@Nullable Immediate immediate) {
        if (immediate == null) {
            return null;
        }
        long value = random.nextBoolean()
                ? random.nextInt(16)
                : random.nextBoolean() ? random.nextLong() >> 64 - immediate.bits() : (1L << random.nextInt(8)) - 1;
        return immediate.accepts(value, wide ? 64 : 32) ? new Imm(value) : new Imm(1);
    }
}
