package dev.touchstone.exec.host.worker;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The registers of x86-64 or x86-32: a slot has most of them as a machine state's block has them.
final class X86RegisterFile implements RegisterFile {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static final int TRAP_FLAG = 0x100;
    private static final int MXCSR_ALLOWED = 0xFFFF;
    private static final int USER_CS = 0x33;
    private static final int USER_CS_32 = 0x23;
    /// The selectors that the kernel has for both modes.
    static final int USER_DS = 0x2B;

    private final X86Places places;
    private final boolean wide;

    X86RegisterFile(Isa isa, X86Processor processor) {
        places = X86Places.of(isa, processor);
        wide = places.wide();
    }

    @Override
    public @Nullable String refusal(MachineState state) {
        byte[] block = state.registers();
        if ((get(block, X86Places.FLAGS) & TRAP_FLAG) != 0) {
            return "the initial flags have the trap flag";
        }
        int value = get(block, X86Places.MXCSR);
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
        byte[] block = state.registers();
        return wide
                ? (long) LONG.get(block, X86Places.STACK_POINTER)
                : Integer.toUnsignedLong(get(block, X86Places.STACK_POINTER));
    }

    /// @param entry where the run starts
    /// @param top the stack pointer that it starts with
    void write(MachineState state, MemorySegment memory, int slot, long entry, long top) {
        byte[] block = state.registers();
        MemorySegment.copy(block, 0, memory, JAVA_BYTE, slot + Layout.REGISTERS, places.snippetBytes());
        if (!wide) {
            memory.set(JAVA_LONG, slot + Layout.RFLAGS, get(block, X86Places.FLAGS));
        }
        memory.set(JAVA_LONG, slot + Layout.RIP, entry);
        memory.set(JAVA_LONG, slot + Layout.CS, wide ? USER_CS : USER_CS_32);
        memory.set(JAVA_LONG, slot + Layout.RSP, top);
        memory.set(JAVA_LONG, slot + Layout.SS, USER_DS);
        int control = get(block, places.fcw()) & 0xFFFF;
        int status = get(block, places.fsw()) & 0xFFFF;
        long tags = X87Tags.abridged(get(block, places.ftw()));
        memory.set(JAVA_LONG, slot + Layout.FX, tags << 32 | (long) status << 16 | control);
        boolean plain = control == X86VectorMoves.PLAIN_FCW && status == 0 && tags == 0 && isX87Zero(block);
        memory.set(JAVA_INT, slot + Layout.X87_PLAIN, plain ? 1 : 0);
    }

    private static boolean isX87Zero(byte[] block) {
        long any = 0;
        for (int i = 0; i < X86Places.X87_BYTES; i += 8) {
            any |= (long) LONG.get(block, X86Places.X87 + i);
        }
        return any == 0;
    }

    private static int get(byte[] block, int place) {
        return (int) INT.get(block, place);
    }

    @Override
    public MachineState.Image read(MemorySegment memory, int slot, MachineState initial, long pc) {
        return new X86Image(places, initial, memory, slot, pc);
    }

    /// Puts the registers of a signal's context where a run that completed leaves them.
    void readContext(SignalContext context, MemorySegment memory, int slot) {
        int frame = slot + Layout.CONTEXT;
        for (int i = 0; i < context.registers().length; i++) {
            copyWord(memory, frame + context.registers()[i], slot + Layout.REGISTERS + 8 * i);
        }
        copyWord(memory, slot + Layout.REGISTERS + X86Places.STACK_POINTER, slot + Layout.RSP);
        copyWord(memory, frame + context.flags(), slot + Layout.RFLAGS);
    }

    @Override
    public void putPointer(MachineState state, long pc) {
        state.set(wide ? "rip" : "eip", pc);
    }

    private static void copyWord(MemorySegment memory, int from, int to) {
        memory.set(JAVA_LONG, to, memory.get(JAVA_LONG, from));
    }
}
