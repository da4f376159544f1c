package dev.touchstone.exec.host.worker;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.touchstone.exec.MachineState;
import java.lang.foreign.MemorySegment;

/// The registers of an outcome, as a slot has them from [Layout#REGISTERS] on.
final class X86Image implements MachineState.Image {
    private static final long RESUME_FLAG = 0x1_0000;
    private static final int GENERAL_BYTES = 16 * 8;
    private static final int NARROW_REGISTERS = 8;

    private final X86Places places;
    private final MachineState initial;
    private final long pc;
    private final byte[] image;

    /// @param initial the state that the run began with: what the processor has not keeps its value
    /// @param pc the program counter
    X86Image(X86Places places, MachineState initial, MemorySegment memory, int slot, long pc) {
        this.places = places;
        this.initial = initial;
        this.pc = pc;
        image = new byte[places.outcomeBytes()];
        MemorySegment.copy(memory, JAVA_BYTE, slot + Layout.REGISTERS, image, 0, image.length);
    }

    @Override
    public byte[] registers() {
        byte[] registers = initial.registers().clone();
        MemorySegment from = MemorySegment.ofArray(image);
        MemorySegment to = MemorySegment.ofArray(registers);
        general(from, to);
        int status = from.get(JAVA_SHORT_UNALIGNED, at(Layout.FX_STATUS)) & 0xFFFF;
        int tags = from.get(JAVA_BYTE, at(Layout.FX_TAGS)) & 0xFF;
        to.set(JAVA_INT_UNALIGNED, places.fcw(), from.get(JAVA_SHORT_UNALIGNED, at(Layout.FX)) & 0xFFFF);
        to.set(JAVA_INT_UNALIGNED, places.fsw(), status);
        to.set(JAVA_INT_UNALIGNED, places.ftw(), X87Tags.full(tags, status, from, X86Places.X87));
        to.set(JAVA_INT_UNALIGNED, X86Places.MXCSR, from.get(JAVA_INT_UNALIGNED, X86Places.MXCSR));
        System.arraycopy(image, X86Places.X87, registers, X86Places.X87, X86Places.X87_BYTES);
        for (int i = 0; i < X86Places.MASK_COUNT; i++) {
            int at = X86Places.MASKS + i * X86Places.MASK;
            System.arraycopy(image, at, registers, at, places.maskBytes());
        }
        int bytes = places.vectorBytes();
        for (int i = 0; i < places.vectorCount(); i++) {
            int at = X86Places.VECTORS + i * X86Places.VECTOR;
            System.arraycopy(image, X86Places.VECTORS + i * bytes, registers, at, bytes);
        }
        return registers;
    }

    private void general(MemorySegment from, MemorySegment to) {
        long stackPointer = from.get(JAVA_LONG_UNALIGNED, at(Layout.RSP));
        long flags = from.get(JAVA_LONG_UNALIGNED, X86Places.FLAGS) & ~RESUME_FLAG;
        if (places.wide()) {
            MemorySegment.copy(from, 0, to, 0, GENERAL_BYTES);
            to.set(JAVA_LONG_UNALIGNED, X86Places.STACK_POINTER, stackPointer);
            to.set(JAVA_LONG_UNALIGNED, X86Places.FLAGS, flags);
            to.set(JAVA_LONG_UNALIGNED, X86Places.POINTER, pc);
        } else {
            for (int i = 0; i < NARROW_REGISTERS; i++) {
                to.set(JAVA_INT_UNALIGNED, 8 * i, from.get(JAVA_INT_UNALIGNED, 8 * i));
            }
            to.set(JAVA_INT_UNALIGNED, X86Places.STACK_POINTER, (int) stackPointer);
            to.set(JAVA_INT_UNALIGNED, X86Places.FLAGS, (int) flags);
            to.set(JAVA_INT_UNALIGNED, X86Places.POINTER, (int) pc);
        }
    }

    private static int at(int place) {
        return X86Places.block(place);
    }
}
