package dev.touchstone.exec.emulated;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// One of Unicorn's engines with our memory mapped into it. Its state is reset before each run.
final class UnicornMachine implements AutoCloseable {
    private final Unicorn unicorn;
    private final Guest guest;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment engine;
    private final MemorySegment pristine;
    private final GuestMemory memory;
    private final GuestRegisters registers;
    private final @Nullable ScalableRegisters scalable;
    /// Those of the loaded snippet, if it has any; else null.
    private @Nullable ScalableRegisters moved;

    private boolean closed;

    /// Opens an engine.
    ///
    /// @param hot whether its memory is of the hot kind: for runs that end well and write to a few pages only
    UnicornMachine(Unicorn unicorn, Guest guest, boolean hot) {
        this.unicorn = unicorn;
        this.guest = guest;
        MemorySegment result = arena.allocate(ADDRESS);
        UnicornStatus.check("uc_open", unicorn.open(guest.arch(), guest.mode(), result));
        engine = result.get(ADDRESS, 0);
        UnicornStatus.check("the CPU model", unicorn.setCpuModel(engine, guest.cpuModel()));
        memory = new GuestMemory(unicorn, engine, arena, guest, hot);
        registers = new GuestRegisters(unicorn, engine, arena, guest);
        scalable = guest.isa() == Isa.A64 ? new ScalableRegisters(unicorn, engine, arena) : null;
        for (Guest.Setup setup : guest.setup()) {
            MemorySegment value = arena.allocateFrom(JAVA_LONG, setup.words());
            UnicornStatus.check("register " + setup.id(), unicorn.write(engine, setup.id(), value));
        }
        UnicornStatus.check("uc_context_alloc", unicorn.contextAlloc(engine, result));
        pristine = result.get(ADDRESS, 0);
        UnicornStatus.check("uc_context_save", unicorn.contextSave(engine, pristine));
    }

    /// The engine itself.
    MemorySegment engine() {
        return engine;
    }

    Arena arena() {
        return arena;
    }

    /// Whether a run that starts with this state can be made here.
    boolean takes(MachineState state) {
        return memory.takes(state, registers.stackPointer(state));
    }

    /// Puts the snippet and its state into the machine. The return address is where a call leaves it: on the stack
    /// on x86, else in the link register, unless the state gives that another value; a resumed snippet has none.
    ///
    /// @param linked the snippet's code as it stands at [AddressMap#CODE]
    void load(Snippet snippet, byte[] linked) {
        UnicornStatus.check("uc_context_restore", unicorn.contextRestore(engine, pristine));
        MachineState state = snippet.initial();
        memory.loadCode(linked);
        memory.load(state);
        if (guest.isa().isX86() && !snippet.resumed()) {
            memory.push(registers.stackPointer(state), snippet.end(), guest.isa() == Isa.X86_64);
        }
        moved = scalable != null && ScalableRegisters.areUsed(linked) ? scalable : null;
        if (moved != null) {
            moved.write(state);
        }
        registers.write(state, snippet.resumed() ? 0 : snippet.end());
    }

    /// Runs what was loaded; answers Unicorn's status.
    int run(Snippet snippet) {
        long begin = AddressMap.CODE + snippet.entry() | guest.entryBit();
        return unicorn.start(engine, begin, memory.until(snippet.end()));
    }

    /// The state at the end of the loaded snippet; null if the machine stopped elsewhere.
    @Nullable
    MachineState stateAtEnd(Snippet snippet) {
        return registers.fetch() == memory.pcAtEnd(snippet.end()) ? state(snippet, snippet.end()) : null;
    }

    /// The state as it is now; registers and bytes that Unicorn does not have are those of the loaded snippet.
    MachineState state(Snippet snippet) {
        return state(snippet, registers.fetch());
    }

    private MachineState state(Snippet snippet, long pc) {
        MachineState state = snippet.initial().blank();
        registers.read(state, pc);
        if (moved != null) {
            moved.read(state);
        }
        memory.read(state);
        return state;
    }

    /// The program counter.
    long programCounter() {
        return registers.fetch();
    }

    /// The bytes of an instruction in the code region; as many as there can be if `size` is no instruction's.
    byte[] code(long address, int size) {
        return memory.code(address, size);
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
            FreedMemory.giveBack();
        }
    }
}
