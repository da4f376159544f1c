package dev.touchstone.conformance.strangers.graal;

import dev.touchstone.conformance.strangers.Unmapped;
import dev.touchstone.encoder.x86.Gpr16;
import dev.touchstone.encoder.x86.Gpr32;
import dev.touchstone.encoder.x86.Gpr64;
import dev.touchstone.encoder.x86.Gpr8;
import dev.touchstone.encoder.x86.Imm;
import dev.touchstone.encoder.x86.KMask;
import dev.touchstone.encoder.x86.MaskedRegister;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.St;
import dev.touchstone.encoder.x86.X86Operand;
import dev.touchstone.encoder.x86.X86Register;
import dev.touchstone.encoder.x86.Xmm;
import dev.touchstone.encoder.x86.Ymm;
import dev.touchstone.encoder.x86.Zmm;
import dev.touchstone.isa.x86.OperandSpec;
import java.util.List;

/// Operands as AMD64Assembler's own: registers without a size, addresses, int.
final class GraalAmd64Operands {
    private static final Class<?> AMD64 = Graal.type("jdk.vm.ci.amd64.AMD64");
    private static final Class<?> ADDRESS = Graal.type(Graal.ASM + "amd64.AMD64Address");
    private static final Class<?> STRIDE = Graal.type("jdk.graal.compiler.core.common.Stride");
    private static final Object NONE = Graal.constant(Graal.type(Graal.CODE + "Register"), "None");

    private GraalAmd64Operands() {}

    static Object of(OperandSpec spec, X86Operand operand, boolean signedBytes) throws Unmapped {
        return switch (operand) {
            case Imm(long value) when isByte(spec) -> signedBytes ? (int) (byte) value : (int) (value & 0xFF);
            case Imm(long value) when value == (int) value -> (int) value;
            case Imm(long value) -> value;
            case St(int number) -> number;
            case Mem memory -> memory(spec, memory);
            case KMask mask -> mask(mask);
            case MaskedRegister masked ->
                masked.register() instanceof KMask mask ? mask(mask) : register(masked.register());
            case X86Register register -> register(register);
            default -> throw new Unmapped("it has no such operand");
        };
    }

    private static Object mask(KMask mask) {
        return Graal.constant(AMD64, "k" + mask.number());
    }

    /// What EVEX says of an instruction beside its operands, as arguments: mask, z and b; none if it says nothing.
    static List<Object> decoration(List<? extends X86Operand> operands) {
        KMask mask = new KMask(0);
        boolean zeroing = false;
        boolean broadcast = false;
        for (X86Operand operand : operands) {
            switch (operand) {
                case MaskedRegister masked -> {
                    mask = masked.mask();
                    zeroing = masked.zeroing();
                }
                case Mem memory -> {
                    mask = memory.mask().number() == 0 ? mask : memory.mask();
                    broadcast = memory.isBroadcast();
                }
                default -> {}
            }
        }
        return mask.number() == 0 && !broadcast
                ? List.of()
                : List.of(mask.number() == 0 ? NONE : mask(mask), zeroing ? 1 : 0, broadcast ? 1 : 0);
    }

    private static boolean isByte(OperandSpec spec) {
        OperandSpec.Immediate immediate = spec.immediate();
        return immediate != null && immediate.bits() == 8 && immediate.extended() == 8;
    }

    private static Object register(X86Register register) throws Unmapped {
        return switch (register) {
            case Gpr8 r when r.isHigh() -> throw new Unmapped("it has no ah, ch, dh and bh");
            case Gpr8(int number) when number < 16 -> general(number);
            case Gpr16(int number) when number < 16 -> general(number);
            case Gpr32(int number) when number < 16 -> general(number);
            case Gpr64(int number) when number < 16 -> general(number);
            case Xmm(int number) -> vector(number);
            case Ymm(int number) -> vector(number);
            case Zmm(int number) -> vector(number);
            default -> throw new Unmapped("it has no such register");
        };
    }

    private static Object general(int number) {
        return Graal.element(AMD64, "cpuRegisters", number);
    }

    private static Object vector(int number) {
        return Graal.element(AMD64, "xmmRegistersAVX512", number);
    }

    private static Object memory(OperandSpec spec, Mem memory) throws Unmapped {
        if (spec.memory() != OperandSpec.Memory.PLAIN || memory.label() != null) {
            throw new Unmapped("it has no such memory operand");
        }
        if (memory.segment() != null || memory.addressSize() != 0 && memory.addressSize() != 64) {
            throw new Unmapped("no segments, and addresses of 64 bits only");
        }
        if (memory.displacement() != (int) memory.displacement()) {
            throw new Unmapped("it has no such memory operand");
        }
        int displacement = (int) memory.displacement();
        if (memory.isRipRelative()) {
            return Graal.make(ADDRESS, Graal.constant(AMD64, "rip"), displacement);
        }
        Object base = memory.base() == null ? NONE : register(memory.base());
        if (memory.index() == null) {
            return Graal.make(ADDRESS, base, displacement);
        }
        return Graal.make(
                ADDRESS, base, register(memory.index()), Graal.constant(STRIDE, "S" + memory.scale()), displacement);
    }
}
