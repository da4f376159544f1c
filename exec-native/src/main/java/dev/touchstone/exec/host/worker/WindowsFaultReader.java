package dev.touchstone.exec.host.worker;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Snippet;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Faults as Windows has them: an `EXCEPTION_RECORD`, which the handler copied to where others have a context.
final class WindowsFaultReader implements FaultReader {
    /// Bytes of a record up to the second word of its information.
    static final int BYTES = 48;

    private static final int CODE = 0;
    private static final int ADDRESS = 40;

    private static final int ACCESS_VIOLATION = 0xC000_0005;
    private static final int IN_PAGE_ERROR = 0xC000_0006;
    private static final int SINGLE_STEP = 0x8000_0004;
    /// What the address of an access is if the processor did not tell: a general protection fault.
    private static final long UNKNOWN = -1;

    private static final byte INT = (byte) 0xCD;

    private static final Map<Integer, FaultKind> KINDS = Map.ofEntries(
            Map.entry(ACCESS_VIOLATION, FaultKind.MEMORY),
            Map.entry(IN_PAGE_ERROR, FaultKind.MEMORY),
            Map.entry(0x8000_0001, FaultKind.MEMORY), // GUARD_PAGE
            Map.entry(0xC000_00FD, FaultKind.MEMORY), // STACK_OVERFLOW
            Map.entry(0x8000_0002, FaultKind.ALIGNMENT), // DATATYPE_MISALIGNMENT
            Map.entry(0x8000_0003, FaultKind.BREAKPOINT),
            Map.entry(SINGLE_STEP, FaultKind.BREAKPOINT),
            Map.entry(0xC000_001D, FaultKind.ILLEGAL_INSTRUCTION),
            Map.entry(0xC000_0096, FaultKind.SYSTEM), // PRIVILEGED_INSTRUCTION
            Map.entry(0xC000_008C, FaultKind.ARITHMETIC), // ARRAY_BOUNDS_EXCEEDED
            Map.entry(0xC000_008D, FaultKind.ARITHMETIC), // FLOAT_DENORMAL_OPERAND
            Map.entry(0xC000_008E, FaultKind.ARITHMETIC), // FLOAT_DIVIDE_BY_ZERO
            Map.entry(0xC000_008F, FaultKind.ARITHMETIC), // FLOAT_INEXACT_RESULT
            Map.entry(0xC000_0090, FaultKind.ARITHMETIC), // FLOAT_INVALID_OPERATION
            Map.entry(0xC000_0091, FaultKind.ARITHMETIC), // FLOAT_OVERFLOW
            Map.entry(0xC000_0092, FaultKind.ARITHMETIC), // FLOAT_STACK_CHECK
            Map.entry(0xC000_0093, FaultKind.ARITHMETIC), // FLOAT_UNDERFLOW
            Map.entry(0xC000_0094, FaultKind.ARITHMETIC), // INTEGER_DIVIDE_BY_ZERO
            Map.entry(0xC000_0095, FaultKind.ARITHMETIC), // INTEGER_OVERFLOW
            Map.entry(0xC000_02B4, FaultKind.ARITHMETIC), // FLOAT_MULTIPLE_FAULTS
            Map.entry(0xC000_02B5, FaultKind.ARITHMETIC)); // FLOAT_MULTIPLE_TRAPS

    private final WorkerProgram program;

    WindowsFaultReader(WorkerProgram program) {
        this.program = program;
    }

    /// The handler put them there; but the system took the trap flag away.
    @Override
    public void recover(MemorySegment memory, int slot) {
        if (memory.get(JAVA_INT, slot + Layout.CONTEXT + CODE) == SINGLE_STEP) {
            int flags = memory.get(JAVA_INT, slot + Layout.RFLAGS);
            memory.set(JAVA_INT, slot + Layout.RFLAGS, flags | X86RegisterFile.TRAP_FLAG);
        }
    }

    @Override
    public @Nullable Fault read(MemorySegment memory, int slot, Snippet snippet, MachineState state) {
        int code = memory.get(JAVA_INT, slot + Layout.CONTEXT + CODE);
        long pc = memory.get(JAVA_LONG, slot + Layout.RIP);
        if (code == SINGLE_STEP && pc == program.exit()) {
            return null; // The trap flag that it ended with.
        }
        boolean access = code == ACCESS_VIOLATION || code == IN_PAGE_ERROR;
        long address = access ? memory.get(JAVA_LONG, slot + Layout.CONTEXT + ADDRESS) : 0;
        if (access && address == UNKNOWN) {
            return new Fault(protection(snippet.linkedCode(), pc, state), pc, 0);
        }
        return new Fault(KINDS.getOrDefault(code, FaultKind.OTHER), pc, address);
    }

    /// An interrupt that programs may not raise looks like an access too.
    private FaultKind protection(byte[] code, long pc, MachineState state) {
        long offset = pc - AddressMap.CODE;
        return offset >= 0 && offset < code.length && code[(int) offset] == INT
                ? FaultKind.SYSTEM
                : ProtectionFault.kind(program.isa(), code, pc, state);
    }
}
