package dev.touchstone.exec;

import dev.touchstone.isa.Isa;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Registers, and the contents of the data window and the stack. Mutable while a snippet is prepared: the
/// state that a [Snippet] starts from is not changed any more, nor are its arrays.
///
/// A state that a run left may have its registers in the order in which the executor found them; they get
/// their places when they are asked for.
public final class MachineState {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Isa isa;
    private final byte[] data;
    private final byte[] stack;
    /// Null as long as nobody asked and [#image] has them.
    private volatile byte @Nullable [] registers;

    private @Nullable Image image;
    private boolean frozen;

    /// Registers as an executor found them.
    @FunctionalInterface
    public interface Image {
        /// The register block that they make, a new one, with places as in [RegisterSet].
        byte[] registers();
    }

    /// A state of zeros, but for the stack pointer, which is [AddressMap#STACK_TOP], and control registers at
    /// the values that the psABI starts a process with.
    ///
    /// @param dataBytes bytes of the data window, from [AddressMap#DATA] on, that are set and read back
    ///     at most [AddressMap#DATA_SIZE]
    /// @param stackBytes bytes of the stack, around [AddressMap#STACK_TOP] (half below, half above), that are
    ///     set and read back; even, at most twice [AddressMap#STACK_HEADROOM]
    public MachineState(Isa isa, int dataBytes, int stackBytes) {
        this(isa, new byte[RegisterSet.of(isa).size()], null, new byte[dataBytes], new byte[stackBytes]);
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

    private MachineState(Isa isa, byte @Nullable [] registers, @Nullable Image image, byte[] data, byte[] stack) {
        this.isa = isa;
        this.registers = registers;
        this.image = image;
        this.data = data;
        this.stack = stack;
    }

    /// A state that a run left.
    ///
    /// @param image asked once, when somebody wants a register
    /// @param data the first bytes of the data window; not copied
    /// @param stack the bytes around [AddressMap#STACK_TOP]; not copied
    public static MachineState of(Isa isa, Image image, byte[] data, byte[] stack) {
        return new MachineState(isa, null, image, data, stack);
    }

    /// One that can be changed.
    public MachineState copy() {
        return new MachineState(isa, registers().clone(), null, data.clone(), stack.clone());
    }

    /// A state of the same set, with as many bytes of data and stack, all of it zeros: for an executor that fills
    /// all of it in.
    public MachineState blank() {
        int size = registerSet().size();
        return new MachineState(isa, new byte[size], null, new byte[data.length], new byte[stack.length]);
    }

    /// A snippet starts from it: [#set] refuses from now on.
    void freeze() {
        frozen = true;
    }

    public Isa isa() {
        return isa;
    }

    public RegisterSet registerSet() {
        return RegisterSet.of(isa);
    }

    /// The register block itself; places as in [RegisterSet].
    public byte[] registers() {
        byte[] block = registers;
        return block == null ? placed() : block;
    }

    private synchronized byte[] placed() {
        byte[] block = registers;
        if (block == null) {
            block = Objects.requireNonNull(image).registers();
            registers = block;
            image = null;
        }
        return block;
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
        RegisterSet.Register r = registerSet().get(name);
        byte[] block = registers();
        if (r.bytes() >= 8) {
            return (long) LONG.get(block, r.offset());
        }
        long value = 0;
        for (int i = 0; i < r.bytes(); i++) {
            value |= (block[r.offset() + i] & 0xFFL) << 8 * i;
        }
        return value;
    }

    /// Sets the low 8 bytes of a register, or all of a narrower one; higher bytes stay.
    ///
    /// @throws IllegalStateException if a snippet starts from this state
    public void set(String name, long value) {
        if (frozen) {
            throw new IllegalStateException("a snippet starts from this state; change a copy of it");
        }
        RegisterSet.Register r = registerSet().get(name);
        byte[] block = registers();
        for (int i = 0; i < Math.min(8, r.bytes()); i++) {
            block[r.offset() + i] = (byte) (value >>> 8 * i);
        }
    }

    /// All bytes of a register, least significant first.
    public byte[] bytes(String name) {
        RegisterSet.Register r = registerSet().get(name);
        return Arrays.copyOfRange(registers(), r.offset(), r.offset() + r.bytes());
    }
}
