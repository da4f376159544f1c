package dev.touchstone.exec.emulated;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.isa.Isa;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.List;

/// The registers of one of Unicorn's engines, moved all at once by way of a block like a machine state's.
final class GuestRegisters {
    /// N, Z, C, V, Q, GE and T: what the machine state has of CPSR.
    private static final int CPSR_MASK = 0xF80F_0020;

    private static final int THUMB = 0x20;

    /// Unicorn's numbers of some registers and where each stands in the block.
    private record Transfer(MemorySegment ids, MemorySegment places, int count) {
        static Transfer of(List<Guest.Place> places, MemorySegment block, SegmentAllocator allocator) {
            MemorySegment ids = allocator.allocate(JAVA_INT, places.size());
            MemorySegment addresses = allocator.allocate(ADDRESS, places.size());
            for (int i = 0; i < places.size(); i++) {
                ids.setAtIndex(JAVA_INT, i, places.get(i).id());
                addresses.setAtIndex(ADDRESS, i, block.asSlice(places.get(i).offset()));
            }
            return new Transfer(ids, addresses, places.size());
        }
    }

    private final Unicorn unicorn;
    private final MemorySegment engine;
    private final Isa isa;
    private final boolean wide;
    private final int bytes;
    private final MemorySegment block;
    private final Transfer reads;
    private final Transfer writes;
    // Places in the block; -1 if there is no such register.
    private final int stackPointer;
    private final int linkRegister;
    private final int programCounter;
    private final int cpsr;

    GuestRegisters(Unicorn unicorn, MemorySegment engine, Arena arena, Guest guest) {
        this.unicorn = unicorn;
        this.engine = engine;
        isa = guest.isa();
        wide = isa == Isa.X86_64 || isa == Isa.A64;
        RegisterSet set = RegisterSet.of(isa);
        bytes = set.size();
        block = arena.allocate(bytes, 64);
        reads = Transfer.of(guest.places(), block, arena);
        writes = Transfer.of(
                guest.places().stream().filter(place -> !place.onlyRead()).toList(), block, arena);
        String pointers = switch (isa) {
            case X86_64 -> "rsp rip";
            case X86_32 -> "esp eip";
            case A64, A32, T32 -> "sp pc";
        };
        stackPointer = set.get(pointers.substring(0, pointers.indexOf(' '))).offset();
        programCounter = set.get(pointers.substring(pointers.indexOf(' ') + 1)).offset();
        linkRegister = switch (isa) {
            case X86_64, X86_32 -> -1;
            case A64 -> set.get("x30").offset();
            case A32, T32 -> set.get("lr").offset();
        };
        cpsr = isa == Isa.A32 || isa == Isa.T32 ? set.get("cpsr").offset() : -1;
    }

    /// The stack pointer of a state.
    long stackPointer(MachineState state) {
        MemorySegment registers = MemorySegment.ofArray(state.registers());
        return wide
                ? registers.get(JAVA_LONG_UNALIGNED, stackPointer)
                : Integer.toUnsignedLong(registers.get(JAVA_INT_UNALIGNED, stackPointer));
    }

    /// Puts a state's registers into the engine.
    ///
    /// @param link the address that the link register is to hold, if there is one and it is zero; 0 for none
    void write(MachineState state, long link) {
        MemorySegment.copy(state.registers(), 0, block, JAVA_BYTE, 0, bytes);
        if (linkRegister >= 0 && link != 0 && get(linkRegister) == 0) {
            set(linkRegister, isa == Isa.T32 ? link | 1 : link);
        }
        if (cpsr >= 0) {
            int mode = isa == Isa.T32 ? 0x10 | THUMB : 0x10;
            int given = block.get(JAVA_INT_UNALIGNED, cpsr);
            block.set(JAVA_INT_UNALIGNED, cpsr, given & CPSR_MASK & ~THUMB | mode);
        }
        UnicornStatus.check("uc_reg_write_batch", unicorn.writeBatch(engine, writes.ids, writes.places, writes.count));
    }

    /// Fetches the registers from the engine; answers the program counter.
    long fetch() {
        UnicornStatus.check("uc_reg_read_batch", unicorn.readBatch(engine, reads.ids, reads.places, reads.count));
        if (cpsr >= 0) {
            block.set(JAVA_INT_UNALIGNED, cpsr, block.get(JAVA_INT_UNALIGNED, cpsr) & CPSR_MASK);
        }
        return get(programCounter);
    }

    /// Puts what was fetched into a state. What the engine does not have is what [#write] was given.
    void read(MachineState state, long pc) {
        set(programCounter, pc);
        MemorySegment.copy(block, JAVA_BYTE, 0, state.registers(), 0, bytes);
    }

    private long get(int place) {
        return wide
                ? block.get(JAVA_LONG_UNALIGNED, place)
                : Integer.toUnsignedLong(block.get(JAVA_INT_UNALIGNED, place));
    }

    private void set(int place, long value) {
        if (wide) {
            block.set(JAVA_LONG_UNALIGNED, place, value);
        } else {
            block.set(JAVA_INT_UNALIGNED, place, (int) value);
        }
    }
}
