package dev.touchstone.exec.host.worker;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.lang.foreign.MemorySegment;

/// Faults of x86, by the processor's exception number in the signal's context.
final class X86FaultReader implements FaultReader {
    private final WorkerProgram program;
    private final X86RegisterFile registers;
    private final SignalContext context;

    X86FaultReader(WorkerProgram program, X86RegisterFile registers) {
        this.program = program;
        this.registers = registers;
        this.context = program.isa() == Isa.X86_64 ? SignalContext.X86_64 : SignalContext.X86_32;
    }

    @Override
    public void recover(MemorySegment memory, int slot) {
        registers.readContext(context, memory, slot);
    }

    @Override
    public Fault read(MemorySegment memory, int slot, Snippet snippet, MachineState state) {
        int signal = memory.get(JAVA_INT, slot + Layout.SIGNAL);
        int trap = memory.get(JAVA_INT, slot + Layout.CONTEXT + context.trap());
        int error = memory.get(JAVA_INT, slot + Layout.CONTEXT + context.error());
        long saved = registers.word(memory, slot + Layout.CONTEXT + context.pointer());
        long pc = saved - Faults.overshoot(signal, trap);
        long address = signal == Faults.SIGSEGV || signal == Faults.SIGBUS
                ? registers.word(memory, slot + Layout.SIGNAL + context.siginfoAddress())
                : 0;
        return new Fault(kind(signal, trap, error, saved, pc, snippet, state), pc, address);
    }

    private FaultKind kind(int signal, int trap, int error, long saved, long pc, Snippet snippet, MachineState state) {
        if (saved >= Layout.TEXT && saved < program.textEnd()) {
            return FaultKind.OTHER; // In the worker's own code.
        }
        return Faults.isAmbiguous(signal, trap, error)
                ? ProtectionFault.kind(program.isa(), snippet.linkedCode(), pc, state)
                : Faults.kind(signal, trap, error);
    }
}
