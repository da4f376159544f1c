package dev.touchstone.exec.host.worker;

import static dev.touchstone.exec.host.worker.SystemCall.CACHEFLUSH;
import static dev.touchstone.exec.host.worker.SystemCall.EXIT;
import static dev.touchstone.exec.host.worker.SystemCall.FTRUNCATE;
import static dev.touchstone.exec.host.worker.SystemCall.MADVISE;
import static dev.touchstone.exec.host.worker.SystemCall.MEMFD_CREATE;
import static dev.touchstone.exec.host.worker.SystemCall.MMAP;
import static dev.touchstone.exec.host.worker.SystemCall.MPROTECT;
import static dev.touchstone.exec.host.worker.SystemCall.MUNMAP;
import static dev.touchstone.exec.host.worker.SystemCall.OPENAT;
import static dev.touchstone.exec.host.worker.SystemCall.PRCTL;
import static dev.touchstone.exec.host.worker.SystemCall.READ;
import static dev.touchstone.exec.host.worker.SystemCall.RT_SIGACTION;
import static dev.touchstone.exec.host.worker.SystemCall.RT_SIGRETURN;
import static dev.touchstone.exec.host.worker.SystemCall.SETITIMER;
import static dev.touchstone.exec.host.worker.SystemCall.SIGALTSTACK;
import static dev.touchstone.exec.host.worker.SystemCall.WRITE;

import dev.touchstone.exec.AddressMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The initial contents of a worker's control block. All system calls that the worker ever makes stand in
/// tables here, with the results that they must have; its code only walks them. A row is nine words: number,
/// six arguments, result, and the code that the worker exits with if the result is another; a row with the
/// number -1 ends a table.
final class ControlBlock {
    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int PROT_EXEC = 4;
    private static final int MAP_SHARED = 1;
    private static final int MAP_PRIVATE = 2;
    private static final int MAP_FIXED = 0x10;
    private static final int MAP_ANONYMOUS = 0x20;
    private static final int MADV_DONTNEED = 4;
    private static final int AT_FDCWD = -100;
    private static final int O_RDWR = 2;
    private static final int ITIMER_VIRTUAL = 1;
    private static final int PR_SET_SECCOMP = 22;
    private static final int SECCOMP_MODE_FILTER = 2;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final long SA_SIGINFO = 4;
    private static final long SA_RESTORER = 0x0400_0000;
    private static final long SA_ONSTACK = 0x0800_0000;
    private static final long SA_RESTART = 0x1000_0000;
    private static final long SA_NODEFER = 0x4000_0000;
    /// The ends of user space.
    private static final long END_64 = 0x7FFF_FFFF_F000L;

    private static final long END_32 = 0xFFFF_E000L;
    /// Descriptors that the kernel gives out next to the three standard ones.
    private static final int SLOTS_FD = 3;

    private static final int CODE_FD = 4;
    private static final int CODE_HOT_BYTES = Layout.PAGE;
    private static final int WORDS_IN_A_ROW = 9;
    private static final int FIRST_EXIT_CODE = 10;

    private final WorkerProgram program;
    private final Abi abi;
    private final long hidden;
    private final ByteBuffer block;
    private final List<String> steps = new ArrayList<>();

    /// @param hidden how far above its place in [Layout] all stands that is the worker's
    /// @param slots path of the file of slots
    ControlBlock(WorkerProgram program, long hidden, String slots) {
        this.program = program;
        this.abi = program.abi();
        this.hidden = hidden;
        this.block = ByteBuffer.allocate(Layout.WORKER_STACK_END - Layout.CONTROL)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(Layout.TABLES - Layout.CONTROL);
        // Before its first run the worker fills all code with breakpoints.
        block.putInt(Layout.LAST_CODE - Layout.CONTROL, program.codeEnd());
        // The tables' addresses stand first, where the worker's code finds them.
        int directory = block.position();
        block.position(directory + 7 * 4);
        block.putInt(directory, startup(slots));
        block.putInt(directory + 4, answer());
        block.putInt(directory + 8, thaw());
        block.putInt(directory + 12, freeze());
        block.putInt(directory + 16, publish(CODE_HOT_BYTES));
        block.putInt(directory + 20, publish(AddressMap.CODE_SIZE));
        block.putInt(directory + 24, land());
    }

    /// Addresses of words that hold the addresses of the tables: what a worker does first; what tells that a
    /// command is done and reads the next; what makes the whole of the regions writable; what undoes that; what
    /// makes new code in the first page of code known, and in all pages.
    static final int STARTUP = Layout.TABLES;

    static final int ANSWER = Layout.TABLES + 4;
    static final int THAW = Layout.TABLES + 8;
    static final int FREEZE = Layout.TABLES + 12;
    static final int PUBLISH = Layout.TABLES + 16;
    static final int PUBLISH_ALL = Layout.TABLES + 20;
    /// Of AArch32: what makes the landing executable.
    static final int LAND = Layout.TABLES + 24;

    byte[] bytes() {
        if (Layout.CONTROL + block.position() > Layout.TABLES_END) {
            throw new IllegalStateException("the tables have no room");
        }
        return block.array().clone();
    }

    /// What a worker that exits with that code failed to do; null if no system call of it failed.
    @Nullable
    String failedStep(int exitCode) {
        int step = exitCode - FIRST_EXIT_CODE;
        return step >= 0 && step < steps.size() ? steps.get(step) : null;
    }

    private int startup(String slots) {
        long path = string(slots);
        long name = string("touchstone-code");
        long stack = words(hidden + Layout.SIGNAL_STACK, 0, Layout.SIGNAL_STACK_BYTES);
        long flags = SA_SIGINFO | SA_RESTORER | SA_ONSTACK | SA_RESTART | SA_NODEFER;
        long action = words(hidden + program.handler(), flags, hidden + program.restorer(), 0, 0);
        long time = words(0, Layout.TICK_MICROSECONDS, 0, Layout.TICK_MICROSECONDS);
        byte[] steps = SystemCallFilter.of(
                abi,
                hidden + Layout.TEXT,
                hidden + program.textEnd(),
                Set.of(READ, WRITE, EXIT, MPROTECT, MADVISE, RT_SIGRETURN, CACHEFLUSH));
        long filter = words(steps.length / 8, bytes(steps));

        int shared = MAP_SHARED | MAP_FIXED;
        int fresh = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED;
        Table table = new Table();
        if (program.kernel() == Kernel.LINUX) {
            table.row("open the slots", SLOTS_FD, OPENAT, AT_FDCWD, path, O_RDWR);
        }
        table.row(
                "map the slots",
                hidden + Layout.SHARED,
                MMAP,
                hidden + Layout.SHARED,
                Layout.SHARED_BYTES,
                PROT_READ,
                shared,
                SLOTS_FD);
        table.row(
                "map the outcomes",
                hidden + Layout.SHARED + Layout.OUTPUT,
                MMAP,
                hidden + Layout.SHARED + Layout.OUTPUT,
                Layout.SHARED_BYTES,
                PROT_READ | PROT_WRITE,
                shared,
                SLOTS_FD,
                table.fileOffset(Layout.OUTPUT));
        table.row("make memory for code", CODE_FD, MEMFD_CREATE, name, 0);
        table.row("size memory for code", 0, FTRUNCATE, CODE_FD, AddressMap.CODE_SIZE + Layout.PAGE);
        mapCode(table, "map code to execute", Layout.CODE, PROT_READ | PROT_EXEC);
        mapCode(table, "map code to write", hidden + Layout.CODE_VIEW, PROT_READ | PROT_WRITE);
        if (abi == Abi.ARM) {
            table.row(
                    "map the landing",
                    Layout.LANDING,
                    MMAP,
                    Layout.LANDING,
                    Layout.LANDING_BYTES,
                    PROT_READ | PROT_WRITE,
                    fresh,
                    -1);
        }
        table.row("map data", Layout.DATA, MMAP, Layout.DATA, Layout.DATA_BYTES, PROT_READ | PROT_WRITE, fresh, -1);
        table.row(
                "map the stack",
                Layout.STACK,
                MMAP,
                Layout.STACK,
                Layout.STACK_BYTES,
                PROT_READ | PROT_WRITE,
                fresh,
                -1);
        freeze(table);
        if (program.kernel() == Kernel.LINUX) {
            drop(table, Layout.FIRST_FOREIGN, abi.hides() ? hidden + Layout.IMAGE : end());
        }
        if (abi.hides() && program.kernel() == Kernel.LINUX) {
            drop(table, hidden + Layout.SHARED + 2 * Layout.SHARED_BYTES, end());
        }
        table.row("set the signal stack", 0, SIGALTSTACK, stack, 0);
        for (int signal : Faults.SIGNALS) {
            table.row("handle signal " + signal, 0, RT_SIGACTION, signal, action, 0, 8);
        }
        table.row("start the timer", 0, SETITIMER, ITIMER_VIRTUAL, time, 0);
        int tables = Layout.TABLES_END - Layout.TABLES;
        table.row("protect these tables", 0, MPROTECT, hidden + Layout.TABLES, tables, PROT_READ);
        if (program.kernel() == Kernel.LINUX) {
            table.row("give up privileges", 0, PRCTL, PR_SET_NO_NEW_PRIVS, 1);
            table.row("filter system calls (seccomp)", 0, PRCTL, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, filter);
        }
        return table.end();
    }

    /// Under qemu the first page is a mapping of its own, which does not go on in the file where the next begins:
    /// changing its protection parts and joins nothing.
    private void mapCode(Table table, String step, long address, int protection) {
        int how = MAP_SHARED | MAP_FIXED;
        if (program.kernel() == Kernel.LINUX) {
            table.row(step, address, MMAP, address, AddressMap.CODE_SIZE, protection, how, CODE_FD);
            return;
        }
        long rest = address + CODE_HOT_BYTES;
        int restBytes = AddressMap.CODE_SIZE - CODE_HOT_BYTES;
        long restAt = table.fileOffset(CODE_HOT_BYTES + Layout.PAGE);
        table.row(step, address, MMAP, address, CODE_HOT_BYTES, protection, how, CODE_FD, 0);
        table.row(step, rest, MMAP, rest, restBytes, protection, how, CODE_FD, restAt);
    }

    private int land() {
        Table table = new Table();
        if (abi == Abi.ARM) {
            int end = Layout.LANDING + Layout.LANDING_BYTES;
            if (program.kernel() == Kernel.LINUX) {
                table.row("flush the landing", 0, CACHEFLUSH, Layout.LANDING, end, 0);
            }
            table.row("execute the landing", 0, MPROTECT, Layout.LANDING, Layout.LANDING_BYTES, PROT_READ | PROT_EXEC);
        }
        return table.end();
    }

    /// What a snippet's code needs that was written under another address.
    private int publish(int bytes) {
        Table table = new Table();
        if (program.kernel() == Kernel.QEMU_USER) {
            table.row("forget the code before", 0, MPROTECT, Layout.CODE, bytes, PROT_READ);
            table.row("let code be executed", 0, MPROTECT, Layout.CODE, bytes, PROT_READ | PROT_EXEC);
        } else if (abi == Abi.ARM) {
            table.row("flush code", 0, CACHEFLUSH, Layout.CODE, Layout.CODE + bytes, 0);
        }
        return table.end();
    }

    private int answer() {
        Table table = new Table();
        table.row("answer", Layout.COMMAND_BYTES, WRITE, 1, hidden + Layout.COMMAND, Layout.COMMAND_BYTES);
        table.row("read a command", Layout.COMMAND_BYTES, READ, 0, hidden + Layout.COMMAND, Layout.COMMAND_BYTES);
        return table.end();
    }

    private int thaw() {
        Table table = new Table();
        table.row("thaw data", 0, MPROTECT, Layout.DATA, Layout.DATA_BYTES, PROT_READ | PROT_WRITE);
        table.row("thaw the stack", 0, MPROTECT, Layout.STACK, Layout.STACK_BYTES, PROT_READ | PROT_WRITE);
        return table.end();
    }

    private int freeze() {
        Table table = new Table();
        table.row("clear data", 0, MADVISE, Layout.DATA, Layout.DATA_BYTES, MADV_DONTNEED);
        table.row("clear the stack", 0, MADVISE, Layout.STACK, Layout.STACK_BYTES, MADV_DONTNEED);
        freeze(table);
        return table.end();
    }

    private static void freeze(Table table) {
        int cold = Layout.DATA + Layout.DATA_HOT_BYTES;
        table.row("freeze data", 0, MPROTECT, cold, Layout.DATA_BYTES - Layout.DATA_HOT_BYTES, PROT_READ);
        table.row("freeze the stack", 0, MPROTECT, Layout.STACK, Layout.STACK_HOT - Layout.STACK, PROT_READ);
    }

    private static void drop(Table table, long from, long to) {
        table.row("drop foreign memory", 0, MUNMAP, from, to - from);
    }

    /// The end of user space.
    private long end() {
        return abi.wide() ? END_64 : END_32;
    }

    private long bytes(byte[] bytes) {
        long address = hidden + align();
        block.put(bytes);
        return address;
    }

    private long string(String text) {
        return bytes((text + "\0").getBytes(StandardCharsets.UTF_8));
    }

    private long words(long... words) {
        long address = hidden + align();
        for (long word : words) {
            word(word);
        }
        return address;
    }

    private int align() {
        block.position(block.position() + 7 & ~7);
        return Layout.CONTROL + block.position();
    }

    private void word(long word) {
        if (abi.wide()) {
            block.putLong(word);
        } else {
            block.putInt((int) word);
        }
    }

    /// A table of system calls under construction. Nothing else may be put into the block meanwhile.
    private final class Table {
        private final int address = align();

        void row(String step, long result, SystemCall call, long... arguments) {
            long[] row = new long[WORDS_IN_A_ROW];
            row[0] = call.number(abi);
            System.arraycopy(arguments, 0, row, 1, arguments.length);
            row[7] = result;
            row[8] = (long) FIRST_EXIT_CODE + steps.size();
            steps.add(step);
            for (long word : row) {
                word(word);
            }
        }

        /// An offset in a file as the call takes it: where words have 4 bytes it counts pages.
        long fileOffset(int bytes) {
            return abi.wide() ? bytes : bytes / Layout.PAGE;
        }

        int end() {
            word(-1);
            return address;
        }
    }
}
