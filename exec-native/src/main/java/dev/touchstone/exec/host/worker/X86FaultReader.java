package dev.touchstone.exec.host.worker;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Snippet;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Faults of x86, by the processor's exception number in the signal's context.
final class X86FaultReader implements FaultReader {
    private static final SignalContext CONTEXT = SignalContext.X86_64;

    private final WorkerProgram program;
    private final X86RegisterFile registers;

    X86FaultReader(WorkerProgram program, X86RegisterFile registers) {
        this.program = program;
        this.registers = registers;
    }

    @Override
    public void recover(MemorySegment memory, int slot) {
        registers.readContext(CONTEXT, memory, slot);
    }

    @Override
    public @Nullable Fault read(MemorySegment memory, int slot, Snippet snippet, MachineState state) {
        int signal = memory.get(JAVA_INT, slot + Layout.SIGNAL);
        int trap = memory.get(JAVA_INT, slot + Layout.CONTEXT + CONTEXT.trap());
        int error = memory.get(JAVA_INT, slot + Layout.CONTEXT + CONTEXT.error());
        long saved = memory.get(JAVA_LONG, slot + Layout.CONTEXT + CONTEXT.pointer());
        if (trap == Faults.SINGLE_STEP && saved == program.exit()) {
            return null; // The trap flag that it ended with.
        }
        long pc = saved - Faults.overshoot(signal, trap);
        long address = signal == Faults.SIGSEGV || signal == Faults.SIGBUS
                ? memory.get(JAVA_LONG, slot + Layout.SIGNAL + CONTEXT.siginfoAddress())
                : 0;
        return new Fault(kind(signal, trap, error, pc, snippet, state), pc, address);
    }

    private FaultKind kind(int signal, int trap, int error, long pc, Snippet snippet, MachineState state) {
        return Faults.isAmbiguous(signal, trap, error)
                ? ProtectionFault.kind(program.isa(), snippet.linkedCode(), pc, state)
                : Faults.kind(signal, trap, error);
    }
}
