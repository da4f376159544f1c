package dev.touchstone.exec.emulated;

import static dev.touchstone.encoder.aarch64.A64Registers.mem;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.touchstone.encoder.aarch64.A64MacroAssembler;
import dev.touchstone.encoder.aarch64.P;
import dev.touchstone.encoder.aarch64.SystemRegister;
import dev.touchstone.encoder.aarch64.X;
import dev.touchstone.encoder.aarch64.Z;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.RegisterSet;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// SVE's registers in one of Unicorn's engines, whose interface does not have them: code of our own moves them between
/// the processor and a block of memory, in a run of its own before and behind a snippet's. It stands far from all
/// windows, is translated once, and changes x0 and the program counter only.
final class ScalableRegisters {
    /// Nobody's address: no displacement leads here from a window.
    static final long PLACE = 0x2A51_7E5C_0000L;

    private static final int PAGE = 0x1000;
    private static final long BLOCK = PLACE + PAGE;
    private static final int VECTORS = 32;
    private static final int PREDICATES = 16;

    private static final X BASE = X.of(0);

    /// TPIDR_EL1, which no program has.
    private static final SystemRegister KEPT = SystemRegister.of(3, 0, 13, 0, 4);

    private static final RegisterSet.Register FIRST = RegisterSet.AARCH64.get("z0");
    /// The predicates stand behind the vectors, FFR behind them.
    private static final int VECTOR_BYTES = VECTORS * FIRST.bytes();

    private static final int BYTES = RegisterSet.AARCH64.get("ffr").offset()
            + RegisterSet.AARCH64.get("ffr").bytes()
            - FIRST.offset();

    private static final byte[] LOAD = load();
    private static final byte[] STORE = store();

    private final Unicorn unicorn;
    private final MemorySegment engine;
    private final MemorySegment block;

    /// Maps the code and the block.
    ScalableRegisters(Unicorn unicorn, MemorySegment engine, Arena arena) {
        this.unicorn = unicorn;
        this.engine = engine;
        MemorySegment code = arena.allocate(PAGE, PAGE);
        MemorySegment.copy(LOAD, 0, code, JAVA_BYTE, 0, LOAD.length);
        MemorySegment.copy(STORE, 0, code, JAVA_BYTE, LOAD.length, STORE.length);
        block = arena.allocate(PAGE, PAGE);
        UnicornStatus.check(
                "mapping 0x%x".formatted(PLACE),
                unicorn.mapPointer(engine, PLACE, PAGE, GuestMemory.READ_EXECUTE, code));
        UnicornStatus.check(
                "mapping 0x%x".formatted(BLOCK),
                unicorn.mapPointer(engine, BLOCK, PAGE, GuestMemory.READ_WRITE, block));
    }

    /// Whether a register is one of them.
    static boolean has(RegisterSet.Register register) {
        return register.offset() >= FIRST.offset() && register.offset() < FIRST.offset() + BYTES;
    }

    /// Whether one of these words is an instruction of SVE.
    static boolean areUsed(byte[] code) {
        for (int top = 3; top < code.length; top += 4) {
            // op0, bits 28 to 25: 0010.
            if ((code[top] & 0x1E) == 0b0010 << 1) {
                return true;
            }
        }
        return false;
    }

    /// Puts a state's registers into the engine.
    void write(MachineState state) {
        MemorySegment.copy(state.registers(), FIRST.offset(), block, JAVA_BYTE, 0, BYTES);
        UnicornStatus.check("the run that loads SVE's registers", unicorn.start(engine, PLACE, 0));
    }

    /// Puts the engine's registers into a state.
    void read(MachineState state) {
        UnicornStatus.check("the run that stores SVE's registers", unicorn.start(engine, PLACE + LOAD.length, 0));
        MemorySegment.copy(block, JAVA_BYTE, 0, state.registers(), FIRST.offset(), BYTES);
    }

    private static byte[] load() {
        A64MacroAssembler a = new A64MacroAssembler();
        a.msr(KEPT, BASE);
        a.constant(BASE, BLOCK);
        for (int i = 0; i < VECTORS; i++) {
            a.ldr(Z.of(i), mem(BASE).mulVl(i));
        }
        a.add(BASE, BASE, VECTOR_BYTES);
        a.ldr(P.of(0), mem(BASE).mulVl(PREDICATES));
        a.wrffr(P.of(0).b());
        for (int i = 0; i < PREDICATES; i++) {
            a.ldr(P.of(i), mem(BASE).mulVl(i));
        }
        a.mrs(BASE, KEPT);
        a.wfi();
        return a.code().toImage().at(PLACE);
    }

    private static byte[] store() {
        A64MacroAssembler a = new A64MacroAssembler();
        a.msr(KEPT, BASE);
        a.constant(BASE, BLOCK);
        for (int i = 0; i < VECTORS; i++) {
            a.str(Z.of(i), mem(BASE).mulVl(i));
        }
        a.add(BASE, BASE, VECTOR_BYTES);
        for (int i = 0; i < PREDICATES; i++) {
            a.str(P.of(i), mem(BASE).mulVl(i));
        }
        a.rdffr(P.of(0).b());
        a.str(P.of(0), mem(BASE).mulVl(PREDICATES));
        a.ldr(P.of(0), mem(BASE));
        a.mrs(BASE, KEPT);
        a.wfi();
        return a.code().toImage().at(PLACE);
    }
}
