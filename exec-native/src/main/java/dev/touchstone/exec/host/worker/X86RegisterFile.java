package dev.touchstone.exec.host.worker;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// The registers of x86-64 or x86-32.
final class X86RegisterFile implements RegisterFile {
    private static final ValueLayout.OfInt UNALIGNED_INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong UNALIGNED_LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    static final int TRAP_FLAG = 0x100;
    private static final int RESUME_FLAG = 0x1_0000;
    private static final int MXCSR_ALLOWED = 0xFFFF;
    private static final int USER_CS = 0x33;
    private static final int USER_CS_32 = 0x23;
    /// The selectors that the kernel has for both modes.
    static final int USER_DS = 0x2B;

    // Fields of the area that fxsave writes.
    private static final int FX_CONTROL = Layout.FX;
    private static final int FX_STATUS = Layout.FX + 2;
    private static final int FX_TAGS = Layout.FX + 4;
    private static final int FX_MXCSR = Layout.FX_MXCSR;
    private static final int FX_STACK = Layout.FX + 32;
    private static final int FX_STACK_BYTES = 8 * 16;

    private static final int GENERAL_BYTES = 16 * 8;
    private static final int MASK_BYTES = 8 * 8;
    private static final int NARROW_REGISTERS = 8;
    private static final int STACK_POINTER = 4;

    private final boolean wide;

    // Places in a machine state's block.
    private final int flags;
    private final int pointer;
    private final int stackPointer;
    private final int mxcsr;
    private final int fcw;
    private final int fsw;
    private final int ftw;
    private final int stack;
    private final int masks;
    private final int vectors;
    private final int vectorBytes;
    private final boolean hasMasks;

    X86RegisterFile(Isa isa, X86Processor processor) {
        wide = isa == Isa.X86_64;
        RegisterSet set = RegisterSet.of(isa);
        flags = set.get(wide ? "rflags" : "eflags").offset();
        pointer = set.get(wide ? "rip" : "eip").offset();
        stackPointer = set.get(wide ? "rsp" : "esp").offset();
        mxcsr = set.get("mxcsr").offset();
        fcw = set.get("fcw").offset();
        fsw = set.get("fsw").offset();
        ftw = set.get("ftw").offset();
        stack = set.get("st0").offset();
        masks = set.get("k0").offset();
        vectors = set.get("zmm0").offset();
        hasMasks = processor.carriedBytes(set.get("k0")) != 0;
        vectorBytes = 64 * Math.min(processor.vectorRegisters(), wide ? 32 : 8);
    }

    @Override
    public @Nullable String refusal(MachineState state) {
        MemorySegment block = MemorySegment.ofArray(state.registers());
        if ((block.get(UNALIGNED_INT, flags) & TRAP_FLAG) != 0) {
            return "the initial flags have the trap flag";
        }
        int value = block.get(UNALIGNED_INT, mxcsr);
        return (value & ~MXCSR_ALLOWED) == 0 ? null : "the initial mxcsr has reserved bits: 0x%x".formatted(value);
    }

    @Override
    public void write(Snippet snippet, MemorySegment memory, int slot) {
        MachineState state = snippet.initial();
        long top = stackPointer(state);
        boolean mapped = top >= AddressMap.STACK && top <= AddressMap.STACK + AddressMap.STACK_SIZE - 8;
        memory.set(JAVA_INT, slot + Layout.RETURN_AT, mapped && !snippet.resumed() ? (int) top : 0);
        memory.set(JAVA_LONG, slot + Layout.RETURN_ADDRESS, snippet.end());
        write(state, memory, slot, AddressMap.CODE + snippet.entry(), top);
    }

    private long stackPointer(MachineState state) {
        MemorySegment block = MemorySegment.ofArray(state.registers());
        return wide
                ? block.get(UNALIGNED_LONG, stackPointer)
                : Integer.toUnsignedLong(block.get(UNALIGNED_INT, stackPointer));
    }

    /// @param entry where the run starts
    /// @param top the stack pointer that it starts with
    void write(MachineState state, MemorySegment memory, int slot, long entry, long top) {
        byte[] registers = state.registers();
        MemorySegment block = MemorySegment.ofArray(registers);
        if (wide) {
            copyIn(registers, 0, memory, slot + Layout.REGISTERS, GENERAL_BYTES);
            memory.set(JAVA_LONG, slot + Layout.RFLAGS, block.get(UNALIGNED_LONG, flags));
        } else {
            for (int i = 0; i < NARROW_REGISTERS; i++) {
                memory.set(JAVA_LONG, slot + Layout.REGISTERS + 8 * i, block.get(UNALIGNED_INT, 4 * i));
            }
            memory.set(JAVA_LONG, slot + Layout.RFLAGS, block.get(UNALIGNED_INT, flags));
        }
        memory.set(JAVA_LONG, slot + Layout.RIP, entry);
        memory.set(JAVA_LONG, slot + Layout.CS, wide ? USER_CS : USER_CS_32);
        memory.set(JAVA_LONG, slot + Layout.RSP, top);
        memory.set(JAVA_LONG, slot + Layout.SS, USER_DS);
        memory.set(JAVA_INT, slot + FX_MXCSR, block.get(UNALIGNED_INT, mxcsr));
        boolean plain = isX87Plain(block);
        memory.set(JAVA_INT, slot + Layout.X87_PLAIN, plain ? 1 : 0);
        memory.set(JAVA_SHORT, slot + FX_CONTROL, (short) block.get(UNALIGNED_INT, fcw));
        memory.set(JAVA_SHORT, slot + FX_STATUS, (short) block.get(UNALIGNED_INT, fsw));
        memory.set(JAVA_SHORT, slot + FX_TAGS, (short) X87Tags.abridged(block.get(UNALIGNED_INT, ftw)));
        copyIn(registers, stack, memory, slot + FX_STACK, FX_STACK_BYTES);
        if (hasMasks) {
            copyIn(registers, masks, memory, slot + Layout.MASKS, MASK_BYTES);
        }
        copyIn(registers, vectors, memory, slot + Layout.VECTORS, vectorBytes);
    }

    private boolean isX87Plain(MemorySegment block) {
        if (block.get(UNALIGNED_INT, fcw) != X86VectorMoves.PLAIN_FCW
                || block.get(UNALIGNED_INT, fsw) != 0
                || block.get(UNALIGNED_INT, ftw) != X87Tags.ALL_EMPTY) {
            return false;
        }
        long any = 0;
        for (int i = 0; i < FX_STACK_BYTES; i += 8) {
            any |= block.get(UNALIGNED_LONG, stack + i);
        }
        return any == 0;
    }

    @Override
    public MachineState target(MachineState initial) {
        byte[] from = initial.registers();
        MachineState state = initial.blank();
        if (!hasMasks) {
            System.arraycopy(from, masks, state.registers(), masks, MASK_BYTES);
        }
        int read = vectors + vectorBytes;
        System.arraycopy(from, read, state.registers(), read, from.length - read);
        return state;
    }

    @Override
    public void read(MemorySegment memory, int slot, MachineState state) {
        byte[] registers = state.registers();
        MemorySegment block = MemorySegment.ofArray(registers);
        if (wide) {
            copyOut(memory, slot + Layout.REGISTERS, registers, 0, GENERAL_BYTES);
            block.set(UNALIGNED_LONG, stackPointer, memory.get(JAVA_LONG, slot + Layout.RSP));
            block.set(UNALIGNED_LONG, flags, memory.get(JAVA_LONG, slot + Layout.RFLAGS) & ~(long) RESUME_FLAG);
        } else {
            for (int i = 0; i < NARROW_REGISTERS; i++) {
                block.set(UNALIGNED_INT, 4 * i, memory.get(JAVA_INT, slot + Layout.REGISTERS + 8 * i));
            }
            block.set(UNALIGNED_INT, stackPointer, memory.get(JAVA_INT, slot + Layout.RSP));
            block.set(UNALIGNED_INT, flags, memory.get(JAVA_INT, slot + Layout.RFLAGS) & ~RESUME_FLAG);
        }
        int status = memory.get(JAVA_SHORT, slot + FX_STATUS) & 0xFFFF;
        int tags = memory.get(JAVA_BYTE, slot + FX_TAGS) & 0xFF;
        block.set(UNALIGNED_INT, fcw, memory.get(JAVA_SHORT, slot + FX_CONTROL) & 0xFFFF);
        block.set(UNALIGNED_INT, fsw, status);
        block.set(UNALIGNED_INT, ftw, X87Tags.full(tags, status, memory, slot + FX_STACK));
        block.set(UNALIGNED_INT, mxcsr, memory.get(JAVA_INT, slot + FX_MXCSR));
        copyOut(memory, slot + FX_STACK, registers, stack, FX_STACK_BYTES);
        if (hasMasks) {
            copyOut(memory, slot + Layout.MASKS, registers, masks, MASK_BYTES);
        }
        copyOut(memory, slot + Layout.VECTORS, registers, vectors, vectorBytes);
    }

    /// Puts the registers of a signal's context where a run that completed leaves them.
    void readContext(SignalContext context, MemorySegment memory, int slot) {
        int frame = slot + Layout.CONTEXT;
        for (int i = 0; i < context.registers().length; i++) {
            copyWord(memory, frame + context.registers()[i], slot + Layout.REGISTERS + 8 * i);
        }
        copyWord(memory, slot + Layout.REGISTERS + 8 * STACK_POINTER, slot + Layout.RSP);
        copyWord(memory, frame + context.flags(), slot + Layout.RFLAGS);
    }

    @Override
    public void putPointer(MachineState state, long pc) {
        MemorySegment block = MemorySegment.ofArray(state.registers());
        if (wide) {
            block.set(UNALIGNED_LONG, pointer, pc);
        } else {
            block.set(UNALIGNED_INT, pointer, (int) pc);
        }
    }

    private static void copyWord(MemorySegment memory, int from, int to) {
        memory.set(JAVA_LONG, to, memory.get(JAVA_LONG, from));
    }

    private static void copyIn(byte[] from, int start, MemorySegment memory, int to, int bytes) {
        MemorySegment.copy(from, start, memory, JAVA_BYTE, to, bytes);
    }

    private static void copyOut(MemorySegment memory, int from, byte[] to, int start, int bytes) {
        MemorySegment.copy(memory, JAVA_BYTE, from, to, start, bytes);
    }
}
