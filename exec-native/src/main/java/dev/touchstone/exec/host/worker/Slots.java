package dev.touchstone.exec.host.worker;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Writes snippets into slots of the shared memory and reads their outcomes there. Offsets are from its start.
final class Slots {
    private final WorkerProgram program;
    private final MemorySegment shared;
    private final MemorySegment outcomes;
    private final RegisterFile registers;
    private final FaultReader faults;
    private final ExitStub exit;
    private final CodeGuard guard;

    Slots(
            WorkerProgram program,
            MemorySegment shared,
            RegisterFile registers,
            FaultReader faults,
            ExitStub exit,
            CodeGuard guard) {
        this.program = program;
        this.shared = shared;
        this.outcomes = shared.asSlice(Layout.OUTPUT);
        this.registers = registers;
        this.faults = faults;
        this.exit = exit;
        this.guard = guard;
    }

    /// Those of workers for x86-64 or x86-32 that stand on Linux, or what looks like it.
    static Slots x86(WorkerProgram program, MemorySegment shared, X86Processor processor, CodeGuard guard) {
        X86RegisterFile registers = new X86RegisterFile(program.isa(), processor);
        FaultReader faults = new X86FaultReader(program, registers);
        return new Slots(program, shared, registers, faults, new X86ExitStub(program), guard);
    }

    /// Those of workers for A64, A32 or T32.
    static Slots arm(WorkerProgram program, MemorySegment shared, CodeGuard guard) {
        ArmRegisterFile registers =
                new ArmRegisterFile(program.isa(), WorkerProgram.isScalable(program.isa(), program.kernel()));
        FaultReader faults = new ArmFaultReader(program, registers);
        ExitStub exit = program.abi() == Abi.AARCH64 ? new A64ExitStub(program) : new AArch32ExitStub(program);
        return new Slots(program, shared, registers, faults, exit, guard);
    }

    /// Bytes of its slot.
    int bytes(Snippet snippet) {
        MachineState state = snippet.initial();
        return Layout.SLOT_HEAD
                + up(snippet.codeSize() + exit.bytes())
                + up(state.data().length)
                + up(state.stack().length);
    }

    private static int up(int bytes) {
        return bytes + 63 & ~63;
    }

    /// Why it can't be run; null if it can.
    @Nullable
    String refusal(Snippet snippet) {
        if (snippet.isa() != program.isa()) {
            return "this executor runs " + program.isa() + " code, this is " + snippet.isa() + " code";
        }
        return registers.refusal(snippet.initial());
    }

    /// Writes the slot at `slot`, a multiple of 64; the next one will stand [#bytes] behind it.
    void write(int slot, Snippet snippet) {
        MachineState state = snippet.initial();
        byte[] code = guard.harmless(snippet.linkedCode());
        int codeAt = slot + Layout.SLOT_HEAD;
        int dataAt = codeAt + up(code.length + exit.bytes());
        int stackAt = dataAt + up(state.data().length);

        putInt(slot + Layout.NEXT, Layout.SHARED + slot + bytes(snippet));
        putInt(slot + Layout.CODE_SIZE, code.length + exit.bytes());
        putInt(slot + Layout.DATA_SIZE, state.data().length);
        putInt(slot + Layout.STACK_SIZE, state.stack().length);
        putInt(slot + Layout.STACK_TO, (int) state.stackBase());
        putInt(slot + Layout.LIMIT, ticks(snippet.timeout()));
        putInt(slot + Layout.CODE_AT, Layout.SHARED + codeAt);
        putInt(slot + Layout.DATA_AT, Layout.SHARED + dataAt);
        putInt(slot + Layout.STACK_AT, Layout.SHARED + stackAt);
        reset(slot);

        registers.write(snippet, shared, slot);
        copyIn(code, codeAt);
        exit.write(shared, codeAt, code);
        copyIn(state.data(), dataAt);
        // The window is copied, and cleared behind, in whole blocks.
        for (int i = dataAt + state.data().length; i < stackAt; i++) {
            shared.set(JAVA_BYTE, i, (byte) 0);
        }
        copyIn(state.stack(), stackAt);
    }

    /// Makes it one that did not run yet.
    void reset(int slot) {
        outcomes.set(JAVA_INT, slot + Layout.STATUS, Layout.WAITING);
    }

    /// The STATUS of the slot.
    int status(int slot) {
        return outcomes.get(JAVA_INT, slot + Layout.STATUS);
    }

    /// The outcome that stands in a slot whose STATUS says that it ran.
    Outcome read(int slot, Snippet snippet) {
        return switch (status(slot)) {
            case Layout.COMPLETED -> new Outcome.Completed(state(slot, snippet));
            case Layout.FAULTED -> fault(slot, snippet);
            case Layout.TIMED_OUT -> new Outcome.TimedOut();
            default -> throw new IllegalStateException("a slot that did not run, status " + status(slot));
        };
    }

    private Outcome fault(int slot, Snippet snippet) {
        faults.recover(outcomes, slot);
        MachineState state = state(slot, snippet);
        FaultReader.@Nullable Fault fault = faults.read(outcomes, slot, snippet, state);
        if (fault == null) {
            return new Outcome.Completed(state);
        }
        registers.putPointer(state, fault.pc());
        return new Outcome.Faulted(fault.kind(), fault.pc(), fault.address(), state);
    }

    /// The state in a slot, as one at the end of the run.
    private MachineState state(int slot, Snippet snippet) {
        MachineState initial = snippet.initial();
        return MachineState.of(
                initial.isa(),
                registers.read(outcomes, slot, initial, snippet.end()),
                copyOut(slot + Layout.DATA_AT, initial.data().length),
                copyOut(slot + Layout.STACK_AT, initial.stack().length));
    }

    /// Timer ticks that a run may take; one more, as the first may come at once.
    private static int ticks(Duration timeout) {
        long ticks = Math.ceilDiv(timeout.toNanos() / 1000, Layout.TICK_MICROSECONDS) + 1;
        return Math.clamp(ticks, 2, Integer.MAX_VALUE);
    }

    private void putInt(int offset, int value) {
        shared.set(JAVA_INT, offset, value);
    }

    private void copyIn(byte[] from, int to) {
        MemorySegment.copy(from, 0, shared, JAVA_BYTE, to, from.length);
    }

    private byte[] copyOut(int addressAt, int count) {
        byte[] bytes = new byte[count];
        MemorySegment.copy(outcomes, JAVA_BYTE, shared.get(JAVA_INT, addressAt) - Layout.SHARED, bytes, 0, count);
        return bytes;
    }
}
