package dev.touchstone.exec;

import dev.touchstone.isa.Isa;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Registers, and the contents of the data window and the stack. Mutable while a snippet is prepared; executors
/// copy it.
public final class MachineState {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Isa isa;
    private final RegisterSet set;
    private final byte[] registers;
    private final byte[] data;
    private final byte[] stack;

    /// A state of zeros, but for the stack pointer, which is [AddressMap#STACK_TOP], and control registers at
    /// the values that the psABI starts a process with.
    ///
    /// @param dataBytes bytes of the data window, from [AddressMap#DATA] on, that are set and read back
    ///     at most [AddressMap#DATA_SIZE]
    /// @param stackBytes bytes of the stack, around [AddressMap#STACK_TOP] (half below, half above), that are
    ///     set and read back; even, at most 0x2000
    public MachineState(Isa isa, int dataBytes, int stackBytes) {
        this(isa, new byte[RegisterSet.of(isa).size()], new byte[dataBytes], new byte[stackBytes]);
        if (dataBytes > AddressMap.DATA_SIZE || stackBytes > 2 * AddressMap.STACK_HEADROOM || stackBytes % 2 != 0) {
            throw new IllegalArgumentException(
                    "at most 0x%x bytes of data and an even number, at most 0x%x, of the stack, not 0x%x and 0x%x"
                            .formatted(AddressMap.DATA_SIZE, 2 * AddressMap.STACK_HEADROOM, dataBytes, stackBytes));
        }
        switch (isa) {
            case X86_64 -> set("rsp", AddressMap.STACK_TOP);
            case X86_32 -> set("esp", AddressMap.STACK_TOP);
            case A64, A32, T32 -> set("sp", AddressMap.STACK_TOP);
        }
        if (isa.isX86()) {
            set(isa == Isa.X86_64 ? "rflags" : "eflags", 0x202);
            set("mxcsr", 0x1F80);
            set("fcw", 0x37F);
            set("ftw", 0xFFFF);
        }
    }

    private MachineState(Isa isa, byte[] registers, byte[] data, byte[] stack) {
        this.isa = isa;
        this.set = RegisterSet.of(isa);
        this.registers = registers;
        this.data = data;
        this.stack = stack;
    }

    public MachineState copy() {
        return new MachineState(isa, registers.clone(), data.clone(), stack.clone());
    }

    /// A state of the same set, with as many bytes of data and stack, all of it zeros: for an executor that fills
    /// all of it in.
    public MachineState blank() {
        return new MachineState(isa, new byte[registers.length], new byte[data.length], new byte[stack.length]);
    }

    public Isa isa() {
        return isa;
    }

    public RegisterSet registerSet() {
        return set;
    }

    /// The register block itself; places as in [RegisterSet].
    public byte[] registers() {
        return registers;
    }

    /// The first bytes of the data window, itself.
    public byte[] data() {
        return data;
    }

    /// The bytes of the stack around [AddressMap#STACK_TOP], itself.
    public byte[] stack() {
        return stack;
    }

    /// The address of the first byte of [#stack()].
    public long stackBase() {
        return AddressMap.STACK_TOP - stack.length / 2;
    }

    /// The low 8 bytes of a register, or all of a narrower one, zero-extended.
    public long get(String name) {
        RegisterSet.Register r = set.get(name);
        if (r.bytes() >= 8) {
            return (long) LONG.get(registers, r.offset());
        }
        long value = 0;
        for (int i = 0; i < r.bytes(); i++) {
            value |= (registers[r.offset() + i] & 0xFFL) << 8 * i;
        }
        return value;
    }

    /// Sets the low 8 bytes of a register, or all of a narrower one; higher bytes stay.
    public void set(String name, long value) {
        RegisterSet.Register r = set.get(name);
        for (int i = 0; i < Math.min(8, r.bytes()); i++) {
            registers[r.offset() + i] = (byte) (value >>> 8 * i);
        }
    }

    /// All bytes of a register, least significant first.
    public byte[] bytes(String name) {
        RegisterSet.Register r = set.get(name);
        return Arrays.copyOfRange(registers, r.offset(), r.offset() + r.bytes());
    }
}
