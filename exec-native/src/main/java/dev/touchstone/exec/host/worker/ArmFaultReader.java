package dev.touchstone.exec.host.worker;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Snippet;
import java.lang.foreign.MemorySegment;

/// Faults of Arm, by the signal.
final class ArmFaultReader implements FaultReader {
    private final WorkerProgram program;
    private final ArmRegisterFile registers;
    private final ArmSystemCalls calls;
    private final int addressAt;

    ArmFaultReader(WorkerProgram program, ArmRegisterFile registers) {
        this.program = program;
        this.registers = registers;
        this.calls = new ArmSystemCalls(program.isa());
        this.addressAt = SignalContext.of(program.abi()).siginfoAddress();
    }

    @Override
    public void recover(MemorySegment memory, int slot) {
        // The worker's handler has put the registers in their places.
    }

    @Override
    public Fault read(MemorySegment memory, int slot, Snippet snippet, MachineState state) {
        int signal = memory.get(JAVA_INT, slot + Layout.SIGNAL);
        long saved = registers.pointer(memory, slot);
        // A filtered call has its signal behind the instruction.
        long pc = signal == Faults.SIGSYS ? saved - (registers.isThumb(memory, slot) ? 2 : 4) : saved;
        boolean accesses = signal == Faults.SIGSEGV || signal == Faults.SIGBUS;
        long address = accesses ? address(memory, slot) : 0;
        return new Fault(kind(signal, pc, address, snippet), pc, address);
    }

    private long address(MemorySegment memory, int slot) {
        int at = slot + Layout.SIGNAL + addressAt;
        return program.abi().wide() ? memory.get(JAVA_LONG, at) : Integer.toUnsignedLong(memory.get(JAVA_INT, at));
    }

    private FaultKind kind(int signal, long pc, long address, Snippet snippet) {
        return switch (signal) {
            case Faults.SIGILL ->
                calls.callsAt(snippet.linkedCode(), pc - AddressMap.CODE)
                        ? FaultKind.SYSTEM
                        : FaultKind.ILLEGAL_INSTRUCTION;
            case Faults.SIGSEGV -> FaultKind.MEMORY;
            // A jump to where no instruction can stand is one to nowhere.
            case Faults.SIGBUS -> address == pc ? FaultKind.MEMORY : FaultKind.ALIGNMENT;
            case Faults.SIGTRAP -> FaultKind.BREAKPOINT;
            case Faults.SIGFPE -> FaultKind.ARITHMETIC;
            case Faults.SIGSYS -> FaultKind.SYSTEM;
            default -> FaultKind.OTHER;
        };
    }
}
