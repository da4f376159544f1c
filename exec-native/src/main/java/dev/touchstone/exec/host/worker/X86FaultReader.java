package dev.touchstone.exec.host.worker;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.exec.AddressMap;
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
    private final X86SystemCalls calls;

    X86FaultReader(WorkerProgram program, X86RegisterFile registers) {
        this.program = program;
        this.registers = registers;
        this.calls = new X86SystemCalls(program.isa());
    }

    @Override
    public void recover(MemorySegment memory, int slot) {
        registers.readContext(CONTEXT, memory, slot);
    }

    @Override
    public @Nullable Fault read(MemorySegment memory, int slot, Snippet snippet, MachineState state) {
        int signal = memory.get(JAVA_INT, slot + Layout.SIGNAL);
        int trap = trap(memory, slot, signal);
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

    private int trap(MemorySegment memory, int slot, int signal) {
        return program.kernel() == Kernel.QEMU_USER
                ? Faults.trap(signal, memory.get(JAVA_INT, slot + Layout.SIGNAL + Faults.SIGINFO_CODE))
                : memory.get(JAVA_INT, slot + Layout.CONTEXT + CONTEXT.trap());
    }

    /// What stands there instead of an instruction that calls the system is none.
    private boolean isCall(int trap, long pc, Snippet snippet) {
        return trap == Faults.INVALID_OPCODE
                && program.kernel() == Kernel.QEMU_USER
                && calls.callsAt(snippet.linkedCode(), pc - AddressMap.CODE);
    }

    private FaultKind kind(int signal, int trap, int error, long pc, Snippet snippet, MachineState state) {
        if (isCall(trap, pc, snippet)) {
            return FaultKind.SYSTEM;
        }
        return Faults.isAmbiguous(signal, trap, error)
                ? ProtectionFault.kind(program.isa(), snippet.linkedCode(), pc, state)
                : Faults.kind(signal, trap, error);
    }
}
