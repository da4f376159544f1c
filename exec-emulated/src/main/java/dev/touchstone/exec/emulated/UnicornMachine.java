package dev.touchstone.exec.emulated;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// One of Unicorn's engines with our memory mapped into it. Its state is reset before each run.
final class UnicornMachine implements AutoCloseable {
    private static final int PAGE = 0x1000;
    private static final int READ_WRITE = 3;
    private static final int READ_EXECUTE = 5;
    /// N, Z, C, V, Q, GE and T: what the machine state has of CPSR.
    private static final int CPSR_MASK = 0xF80F_0020;

    private final Unicorn unicorn;
    private final Guest guest;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment engine;
    private final MemorySegment pristine;
    private final MemorySegment code;
    private final MemorySegment data;
    private final MemorySegment stack;
    private final MemorySegment registers;
    private final MemorySegment readIds;
    private final MemorySegment readPlaces;
    private final int readCount;
    private final MemorySegment writeIds;
    private final MemorySegment writePlaces;
    private final int writeCount;
    private final int stackPointer;
    private final int linkRegister;
    private final int programCounter;
    private final int cpsr;
    private int lastCodeSize = AddressMap.CODE_SIZE;
    private boolean closed;

    UnicornMachine(Unicorn unicorn, Guest guest) {
        this.unicorn = unicorn;
        this.guest = guest;
        MemorySegment result = arena.allocate(ADDRESS);
        check("uc_open", unicorn.open(guest.arch(), guest.mode(), result));
        engine = result.get(ADDRESS, 0);
        check("the CPU model", unicorn.setCpuModel(engine, guest.cpuModel()));
        code = map(AddressMap.CODE, AddressMap.CODE_SIZE, READ_EXECUTE);
        data = map(AddressMap.DATA, AddressMap.DATA_SIZE, READ_WRITE);
        stack = map(AddressMap.STACK, AddressMap.STACK_SIZE, READ_WRITE);

        RegisterSet set = RegisterSet.of(guest.isa());
        registers = arena.allocate(set.size() + 64L, 64);
        readIds = arena.allocate(JAVA_INT, guest.places().size());
        readPlaces = arena.allocate(ADDRESS, guest.places().size());
        writeIds = arena.allocate(JAVA_INT, guest.places().size());
        writePlaces = arena.allocate(ADDRESS, guest.places().size());
        int reads = 0;
        int writes = 0;
        for (Guest.Place place : guest.places()) {
            readIds.setAtIndex(JAVA_INT, reads, place.id());
            readPlaces.setAtIndex(ADDRESS, reads++, registers.asSlice(place.offset()));
            if (!place.onlyRead()) {
                writeIds.setAtIndex(JAVA_INT, writes, place.id());
                writePlaces.setAtIndex(ADDRESS, writes++, registers.asSlice(place.offset()));
            }
        }
        readCount = reads;
        writeCount = writes;
        stackPointer = set.get(
                        switch (guest.isa()) {
                            case X86_64 -> "rsp";
                            case X86_32 -> "esp";
                            case A64, A32, T32 -> "sp";
                        })
                .offset();
        programCounter = set.get(
                        switch (guest.isa()) {
                            case X86_64 -> "rip";
                            case X86_32 -> "eip";
                            case A64, A32, T32 -> "pc";
                        })
                .offset();
        linkRegister = switch (guest.isa()) {
            case X86_64, X86_32 -> -1;
            case A64 -> set.get("x30").offset();
            case A32, T32 -> set.get("lr").offset();
        };
        cpsr = guest.isa() == Isa.A32 || guest.isa() == Isa.T32
                ? set.get("cpsr").offset()
                : -1;

        for (Guest.Setup setup : guest.setup()) {
            MemorySegment value = arena.allocateFrom(JAVA_LONG, setup.value());
            check("register " + setup.id(), unicorn.write(engine, setup.id(), value));
        }
        check("uc_context_alloc", unicorn.contextAlloc(engine, result));
        pristine = result.get(ADDRESS, 0);
        check("uc_context_save", unicorn.contextSave(engine, pristine));
    }

    private MemorySegment map(long address, int size, int protection) {
        MemorySegment memory = arena.allocate(size, PAGE);
        check("mapping 0x%x".formatted(address), unicorn.mapPointer(engine, address, size, protection, memory));
        return memory;
    }

    /// The engine itself.
    MemorySegment engine() {
        return engine;
    }

    Arena arena() {
        return arena;
    }

    /// Puts the snippet and its state into the machine.
    ///
    /// @param linked the snippet's code as it stands at [AddressMap#CODE]
    void load(Snippet snippet, byte[] linked) {
        check("uc_context_restore", unicorn.contextRestore(engine, pristine));
        loadCode(linked);
        MachineState state = snippet.initial();
        data.fill((byte) 0);
        MemorySegment.copy(state.data(), 0, data, JAVA_BYTE, 0, state.data().length);
        stack.fill((byte) 0);
        MemorySegment.copy(
                state.stack(), 0, stack, JAVA_BYTE, state.stackBase() - AddressMap.STACK, state.stack().length);
        MemorySegment.copy(state.registers(), 0, registers, JAVA_BYTE, 0, state.registers().length);
        setReturnAddress(snippet.end());
        if (cpsr >= 0) {
            int mode = guest.isa() == Isa.T32 ? 0x30 : 0x10;
            int given = registers.get(JAVA_INT_UNALIGNED, cpsr);
            registers.set(JAVA_INT_UNALIGNED, cpsr, given & CPSR_MASK & ~0x20 | mode);
        }
        check("uc_reg_write_batch", unicorn.writeBatch(engine, writeIds, writePlaces, writeCount));
    }

    private void loadCode(byte[] linked) {
        MemorySegment.copy(linked, 0, code, JAVA_BYTE, 0, linked.length);
        byte[] trap = guest.trap();
        for (int i = linked.length; i < Math.max(lastCodeSize, linked.length + trap.length); i++) {
            code.set(JAVA_BYTE, i, trap[i % trap.length]);
        }
        int touched = Math.max(lastCodeSize, linked.length + trap.length);
        lastCodeSize = Math.min(linked.length + trap.length, AddressMap.CODE_SIZE);
        check("uc_ctl_remove_cache", unicorn.removeCache(engine, AddressMap.CODE, AddressMap.CODE + touched));
    }

    /// As a call leaves it: on the stack on x86, else in the link register, unless the state gives that another
    /// value.
    private void setReturnAddress(long end) {
        if (linkRegister >= 0) {
            if (guest.isa() == Isa.A64 && registers.get(JAVA_LONG_UNALIGNED, linkRegister) == 0) {
                registers.set(JAVA_LONG_UNALIGNED, linkRegister, end);
            } else if (guest.isa() != Isa.A64 && registers.get(JAVA_INT_UNALIGNED, linkRegister) == 0) {
                registers.set(JAVA_INT_UNALIGNED, linkRegister, (int) end | guest.entryBit());
            }
            return;
        }
        boolean wide = guest.isa() == Isa.X86_64;
        long pointer = wide
                ? registers.get(JAVA_LONG_UNALIGNED, stackPointer)
                : Integer.toUnsignedLong(registers.get(JAVA_INT_UNALIGNED, stackPointer));
        long offset = pointer - AddressMap.STACK;
        if (offset >= 0 && offset <= AddressMap.STACK_SIZE - 8) {
            if (wide) {
                stack.set(JAVA_LONG_UNALIGNED, offset, end);
            } else {
                stack.set(JAVA_INT_UNALIGNED, offset, (int) end);
            }
        }
    }

    /// Runs what was loaded; answers Unicorn's status.
    int run(Snippet snippet) {
        return unicorn.start(engine, AddressMap.CODE + snippet.entry() | guest.entryBit(), snippet.end());
    }

    /// The state as it is now; registers and bytes that Unicorn does not have are those of `initial`.
    MachineState state(MachineState initial) {
        check("uc_reg_read_batch", unicorn.readBatch(engine, readIds, readPlaces, readCount));
        MachineState state = initial.copy();
        if (cpsr >= 0) {
            registers.set(JAVA_INT_UNALIGNED, cpsr, registers.get(JAVA_INT_UNALIGNED, cpsr) & CPSR_MASK);
        }
        MemorySegment.copy(registers, JAVA_BYTE, 0, state.registers(), 0, state.registers().length);
        MemorySegment.copy(data, JAVA_BYTE, 0, state.data(), 0, state.data().length);
        MemorySegment.copy(
                stack, JAVA_BYTE, state.stackBase() - AddressMap.STACK, state.stack(), 0, state.stack().length);
        return state;
    }

    /// The bytes of an instruction in the code region; as many as there can be if `size` is no instruction's.
    byte[] code(long address, int size) {
        int longest = guest.isa().isX86() ? 15 : 4;
        long offset = address - AddressMap.CODE;
        if (offset < 0 || offset >= AddressMap.CODE_SIZE) {
            return new byte[0];
        }
        long length = size > 0 && size <= longest ? size : longest;
        return code.asSlice(offset, Math.min(length, AddressMap.CODE_SIZE - offset))
                .toArray(JAVA_BYTE);
    }

    /// The program counter of a state that [#state] gave.
    long programCounter(MachineState state) {
        boolean wide = guest.isa() == Isa.X86_64 || guest.isa() == Isa.A64;
        MemorySegment block = MemorySegment.ofArray(state.registers());
        return wide
                ? block.get(JAVA_LONG_UNALIGNED, programCounter)
                : Integer.toUnsignedLong(block.get(JAVA_INT_UNALIGNED, programCounter));
    }

    /// May be called from another thread while this machine is open.
    void stop() {
        unicorn.stop(engine);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            unicorn.contextFree(pristine);
            unicorn.close(engine);
            arena.close();
        }
    }

    private static void check(String what, int status) {
        if (status != UnicornStatus.OK) {
            throw new IllegalStateException("Unicorn refused " + what + " with status " + status);
        }
    }
}
