package dev.touchstone.exec.host.worker;

import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableException;
import dev.touchstone.isa.table.TableReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// The seccomp program of [QemuLauncher]: what the table `qemu-launcher.calls` allows.
final class LauncherFilter {
    private static final String TABLE = "qemu-launcher.calls";
    private static final int LOAD = 0x20;
    private static final int AND = 0x54;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP = 0x05;
    private static final int RETURN = 0x06;
    private static final int NO_SUCH_CALL = 0x5_0000 | 38; // SECCOMP_RET_ERRNO, ENOSYS
    private static final int END = 0x8000_0000; // SECCOMP_RET_KILL_PROCESS
    private static final int ALLOW = 0x7FFF_0000;

    // Places in struct seccomp_data.
    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int ARGUMENTS = 16;

    private static final byte[] PROGRAM = assemble(TableReader.read(LauncherFilter.class, TABLE));

    private LauncherFilter() {}

    /// The program's bytes, 8 for an instruction.
    static byte[] program() {
        return PROGRAM.clone();
    }

    private static byte[] assemble(List<Row> rows) {
        ByteBuffer out = ByteBuffer.allocate(8 * (7 * rows.size() + 5)).order(ByteOrder.LITTLE_ENDIAN);
        step(out, LOAD, 0, 0, ARCHITECTURE);
        step(out, JUMP_IF_EQUAL, 1, 0, Abi.X86_64.auditArchitecture());
        step(out, RETURN, 0, 0, END);
        step(out, LOAD, 0, 0, NUMBER);
        for (Row row : rows) {
            int number = number(row, 1);
            if (row.columns().size() == 2) {
                step(out, JUMP_IF_EQUAL, 0, 1, number);
            } else {
                step(out, JUMP_IF_EQUAL, 0, 6, number);
                step(out, LOAD, 0, 0, ARGUMENTS + 8 * number(row, 2));
                step(out, AND, 0, 0, number(row, 3));
                step(out, JUMP_IF_EQUAL, 2, 0, number(row, 4));
                step(out, LOAD, 0, 0, NUMBER);
                step(out, JUMP, 0, 0, 1);
            }
            step(out, RETURN, 0, 0, ALLOW);
        }
        step(out, RETURN, 0, 0, NO_SUCH_CALL);
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static int number(Row row, int column) {
        if (row.columns().size() != 2 && row.columns().size() != 5) {
            throw new TableException(
                    row.source(), "a call has a name and a number, and may have an argument, mask, value");
        }
        return Long.decode(row.column(column)).intValue();
    }

    private static void step(ByteBuffer out, int code, int yes, int no, int operand) {
        out.putShort((short) code).put((byte) yes).put((byte) no).putInt(operand);
    }
}
