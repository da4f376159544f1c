package dev.touchstone.exec.host.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The seccomp program of a worker: the worker's own code may make the few system calls that it needs, and a
/// system call from anywhere else is a signal.
final class SystemCallFilter {
    private static final int LOAD = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_AT_LEAST = 0x35;
    private static final int RETURN = 0x06;
    private static final int TRAP = 0x3_0000;
    private static final int ALLOW = 0x7FFF_0000;

    // Places in struct seccomp_data.
    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int POINTER_LOW = 8;
    private static final int POINTER_HIGH = 12;

    /// Jump targets; a jump counts the instructions that it passes over.
    private enum To {
        ON,
        TRAP,
        ALLOW
    }

    private record Step(int code, To yes, To no, int operand) {}

    private SystemCallFilter() {}

    /// The program's bytes, 8 for an instruction.
    ///
    /// @param text the address of the worker's code
    /// @param textEnd the one behind it, with the same high half
    static byte[] of(Abi abi, long text, long textEnd, Set<SystemCall> allowed) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(LOAD, To.ON, To.ON, ARCHITECTURE));
        steps.add(new Step(JUMP_IF_EQUAL, To.ON, To.TRAP, abi.auditArchitecture()));
        steps.add(new Step(LOAD, To.ON, To.ON, POINTER_HIGH));
        steps.add(new Step(JUMP_IF_EQUAL, To.ON, To.TRAP, (int) (text >>> 32)));
        steps.add(new Step(LOAD, To.ON, To.ON, POINTER_LOW));
        steps.add(new Step(JUMP_IF_AT_LEAST, To.ON, To.TRAP, (int) text));
        steps.add(new Step(JUMP_IF_AT_LEAST, To.TRAP, To.ON, (int) textEnd));
        steps.add(new Step(LOAD, To.ON, To.ON, NUMBER));
        for (SystemCall call : allowed) {
            if (call.number(abi) >= 0) {
                steps.add(new Step(JUMP_IF_EQUAL, To.ALLOW, To.ON, call.number(abi)));
            }
        }
        int trap = steps.size();
        steps.add(new Step(RETURN, To.ON, To.ON, TRAP));
        steps.add(new Step(RETURN, To.ON, To.ON, ALLOW));

        ByteBuffer out = ByteBuffer.allocate(8 * steps.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            out.putShort((short) step.code)
                    .put((byte) distance(step.yes, i, trap))
                    .put((byte) distance(step.no, i, trap))
                    .putInt(step.operand);
        }
        return out.array();
    }

    private static int distance(To to, int from, int trap) {
        return switch (to) {
            case ON -> 0;
            case TRAP -> trap - from - 1;
            case ALLOW -> trap + 1 - from - 1;
        };
    }
}
