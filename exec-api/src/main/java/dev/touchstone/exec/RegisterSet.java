package dev.touchstone.exec;

import dev.touchstone.isa.Isa;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The registers of a machine state and where each stands in its block of bytes, little-endian. The block is
/// the same for every executor, so a native trampoline and an emulator fill in the same places.
public final class RegisterSet {
    /// @param name as the manual writes it, in lower case: `rax`, `zmm3`, `x0`, `z7`, `nzcv`
    /// @param offset in bytes from the start of the block
    /// @param bytes width
    public record Register(String name, int offset, int bytes) {}

    private static final String[] X86_GENERAL = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di"};

    /// rax..r15 by hardware number, rip, rflags, mxcsr, fcw, fsw, ftw (full tag word), st0..st7 (10 bytes
    /// each, in slots of 16; mm0..7 are their low 8 bytes), k0..k7, zmm0..zmm31 (64 bytes each; xmm and ymm
    /// are their low bytes).
    ///
    /// The flags stand where IRETQ finds them if rip is its first word, mxcsr and st0 as FXSAVE writes
    /// them, so that a native engine moves all in one piece. What is between registers is zero.
    public static final RegisterSet X86_64 = x86(8, "r", 16, 32);

    /// As x86-64, with the registers of 32-bit mode, each at the place of the wider one.
    public static final RegisterSet X86_32 = x86(4, "e", 8, 8);

    /// x0..x30, sp, pc, nzcv (bits 31 to 28 as in PSTATE), fpcr, fpsr, z0..z31 (32 bytes each, as with SVE vectors of
    /// 256 bits; v0..v31 are their low 16 bytes), p0..p15 and ffr (4 bytes each, a bit for each byte of a vector).
    public static final RegisterSet AARCH64 = new Builder()
            .slots("x", 31, 8, 8)
            .each(8, "sp", "pc", "nzcv", "fpcr", "fpsr")
            .align(32)
            .slots("z", 32, 32, 32)
            .slots("p", 16, 4, 4)
            .each(4, "ffr")
            .build();

    /// r0..r12, sp, lr, pc, cpsr (N, Z, C, V, Q, GE; T in bit 5), fpscr, q0..q15.
    public static final RegisterSet AARCH32 = new Builder()
            .slots("r", 13, 4, 4)
            .each(4, "sp", "lr", "pc", "cpsr", "fpscr")
            .align(16)
            .slots("q", 16, 16, 16)
            .build();

    private final Map<String, Register> registers;
    private final int size;

    private RegisterSet(Map<String, Register> registers, int size) {
        this.registers = registers;
        this.size = size;
    }

    private static RegisterSet x86(int bytes, String prefix, int general, int vectors) {
        Builder builder = new Builder();
        for (int i = 0; i < general; i++) {
            builder.at(8 * i).each(bytes, i < 8 ? prefix + X86_GENERAL[i] : "r" + i);
        }
        return builder.at(128)
                .each(bytes, prefix + "ip")
                .at(144)
                .each(bytes, prefix + "flags")
                .at(248)
                .each(4, "mxcsr")
                .at(168)
                .each(4, "fcw", "fsw", "ftw")
                .at(256)
                .slots("st", 8, 10, 16)
                .slots("k", 8, 8, 8)
                .slots("zmm", vectors, 64, 64)
                .build();
    }

    /// The registers of the states of that set.
    public static RegisterSet of(Isa isa) {
        return switch (isa) {
            case X86_64 -> X86_64;
            case X86_32 -> X86_32;
            case A64 -> AARCH64;
            case A32, T32 -> AARCH32;
        };
    }

    /// All, in the order of the set's description.
    public List<Register> registers() {
        return List.copyOf(registers.values());
    }

    /// The register of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    public Register get(String name) {
        Register register = registers.get(name);
        if (register == null) {
            throw new IllegalArgumentException("no register \"" + name + "\"; there are " + registers.keySet());
        }
        return register;
    }

    /// Bytes of the whole block.
    public int size() {
        return size;
    }

    private static final class Builder {
        private final Map<String, Register> registers = new LinkedHashMap<>();
        private int offset;

        Builder each(int bytes, String... names) {
            for (String name : names) {
                registers.put(name, new Register(name, offset, bytes));
                offset += bytes;
            }
            return this;
        }

        Builder slots(String prefix, int count, int bytes, int stride) {
            for (int i = 0; i < count; i++) {
                registers.put(prefix + i, new Register(prefix + i, offset, bytes));
                offset += stride;
            }
            return this;
        }

        Builder at(int place) {
            offset = place;
            return this;
        }

        Builder align(int to) {
            offset = (offset + to - 1) / to * to;
            return this;
        }

        RegisterSet build() {
            return new RegisterSet(registers, (offset + 63) / 64 * 64);
        }
    }
}
