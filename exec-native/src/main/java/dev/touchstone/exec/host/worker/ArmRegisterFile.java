package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// The registers of A64, or of A32 and T32: a slot has them as a machine state's block has them.
final class ArmRegisterFile implements RegisterFile {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    /// N, Z, C, V.
    private static final long NZCV = 0xF000_0000L;
    /// The same, Q, GE and T: what the machine state has of CPSR.
    private static final int CPSR = 0xF80F_0020;

    private static final int THUMB = 0x20;
    /// Of a vector of Advanced SIMD, and of one of SVE as a state has it.
    static final int VECTOR_BYTES = 16;

    private static final int SCALABLE_BYTES = 32;

    private final boolean wide;
    private final Isa isa;
    private final int bytes;
    private final int pointer;
    private final int link;
    private final int flags;
    // The worker leaves what stands between registers and behind them as it was.
    private final int controlEnd;
    private final int vectors;
    private final int vectorsEnd;
    /// Whether only the low half of each vector counts.
    private final boolean partial;
    private final A64Branch branch = new A64Branch();

    /// @param scalable whether the worker moves the registers of SVE
    ArmRegisterFile(Isa isa, boolean scalable) {
        this.isa = isa;
        wide = isa == Isa.A64;
        RegisterSet set = RegisterSet.of(isa);
        bytes = set.size();
        pointer = set.get("pc").offset();
        link = set.get(wide ? "x30" : "lr").offset();
        flags = set.get(wide ? "nzcv" : "cpsr").offset();
        controlEnd = end(set.get(wide ? "fpsr" : "fpscr"));
        vectors = set.get(wide ? "z0" : "q0").offset();
        partial = wide && !scalable;
        vectorsEnd = scalable ? end(set.get("ffr")) : end(set.get(wide ? "z31" : "q15"));
    }

    private static int end(RegisterSet.Register register) {
        return register.offset() + register.bytes();
    }

    @Override
    public @Nullable String refusal(MachineState state) {
        return null;
    }

    @Override
    public void write(Snippet snippet, MemorySegment memory, int slot) {
        int block = slot + Layout.REGISTERS;
        MemorySegment.copy(snippet.initial().registers(), 0, memory, ValueLayout.JAVA_BYTE, block, bytes);
        long entry = AddressMap.CODE + snippet.entry();
        if (wide) {
            memory.set(LONG, block + pointer, entry);
            if (!snippet.resumed() && memory.get(LONG, block + link) == 0) {
                memory.set(LONG, block + link, snippet.end());
            }
            memory.set(INT, slot + Layout.ENTRY_BRANCH, branch.word(entry - Layout.ENTRY_GATE));
        } else {
            int thumb = isa == Isa.T32 ? 1 : 0;
            memory.set(INT, block + pointer, (int) entry | thumb);
            if (!snippet.resumed() && memory.get(INT, block + link) == 0) {
                memory.set(INT, block + link, (int) snippet.end() | thumb);
            }
            memory.set(INT, slot + Layout.TRAP, AArch32ExitStub.trap(isa));
        }
    }

    @Override
    public MachineState.Image read(MemorySegment memory, int slot, MachineState initial, long pc) {
        int block = slot + Layout.REGISTERS;
        byte[] registers = initial.registers().clone();
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, block, registers, 0, controlEnd);
        if (partial) {
            for (int at = vectors; at < vectorsEnd; at += SCALABLE_BYTES) {
                MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, block + at, registers, at, VECTOR_BYTES);
            }
        } else {
            MemorySegment.copy(
                    memory, ValueLayout.JAVA_BYTE, block + vectors, registers, vectors, vectorsEnd - vectors);
        }
        MemorySegment result = MemorySegment.ofArray(registers);
        if (wide) {
            result.set(LONG, flags, result.get(LONG, flags) & NZCV);
            result.set(LONG, pointer, pc);
        } else {
            result.set(INT, flags, result.get(INT, flags) & CPSR);
            result.set(INT, pointer, (int) pc);
        }
        return () -> registers;
    }

    @Override
    public void putPointer(MachineState state, long pc) {
        state.set("pc", pc);
    }

    /// The program counter that a fault left.
    long pointer(MemorySegment memory, int slot) {
        int at = slot + Layout.REGISTERS + pointer;
        return wide ? memory.get(LONG, at) : Integer.toUnsignedLong(memory.get(INT, at));
    }

    /// Whether a fault came in T32 code.
    boolean isThumb(MemorySegment memory, int slot) {
        return !wide && (memory.get(INT, slot + Layout.REGISTERS + flags) & THUMB) != 0;
    }
}
