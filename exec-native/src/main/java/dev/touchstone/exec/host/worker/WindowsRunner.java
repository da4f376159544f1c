package dev.touchstone.exec.host.worker;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.host.NativeCode;
import dev.touchstone.exec.host.memory.HostPages;
import dev.touchstone.exec.host.memory.HostPages.Protection;
import dev.touchstone.exec.host.windows.ThreadContext;
import dev.touchstone.exec.host.windows.Threads;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Map;

/// Runs slots in this process, on Windows, and comes back from their faults. There is one in a process, for its
/// life; all calls come from the thread that made it.
///
/// The system lays what it knows of a fault on the stack that the snippet has, below its stack pointer: those bytes
/// of the stack are not the snippet's then, and one whose stack pointer is bad ends the process. Nothing keeps
/// snippets from system calls.
final class WindowsRunner {
    // Places in the area of variables behind the code.
    private static final int STACK_END = 0x8000;
    private static final int AREA_BYTES = STACK_END + 64;
    private static final int SLOT = 0;
    private static final int TICK_LIMIT = 44;
    private static final int LEFT = 56;
    private static final int COMMAND = 64;
    private static final int COMMAND_COUNT = 72;
    private static final int SLOTS_AT = 88;
    private static final int VIEW_AT = 96;

    private static final byte BREAKPOINT = (byte) 0xCC;
    /// jmp [rip]
    private static final int JUMP = 0x25FF;

    private static final int TICK_MILLISECONDS = Layout.TICK_MICROSECONDS / 1000;

    private final MemorySegment area;
    private final long shared;
    private final MethodHandle run;
    private final long timedOut;
    private final long thread = Threads.current();
    private volatile int commands;

    /// @throws EngineMissingException if this process runs no such code
    /// @throws RuntimeException if the system refuses
    WindowsRunner(MemorySegment shared) throws EngineMissingException {
        this.shared = shared.address();
        HostPages pages = HostPages.ofHost();
        HostPages.Views code = pages.mapViews(AddressMap.CODE, AddressMap.CODE_SIZE);
        pages.map(AddressMap.DATA, AddressMap.DATA_SIZE, Protection.READ_WRITE);
        pages.map(AddressMap.STACK, AddressMap.STACK_SIZE, Protection.READ_WRITE);
        NativeCode runner = NativeCode.load(WorkerSource.windows(HostProcessor.get(), places()));
        MemorySegment view = MemorySegment.ofAddress(code.data()).reinterpret(AddressMap.CODE_SIZE);
        view.fill(BREAKPOINT);
        view.set(JAVA_LONG_UNALIGNED, Layout.GATE, JUMP);
        view.set(JAVA_LONG, Layout.GATE_TARGET, runner.addressOf("leave_snippet"));
        area = MemorySegment.ofAddress(runner.addressOf("hidden")).reinterpret(AREA_BYTES);
        area.set(JAVA_LONG, SLOTS_AT, this.shared - Layout.SHARED);
        area.set(JAVA_LONG, VIEW_AT, code.data());
        run = runner.function(0, FunctionDescriptor.ofVoid());
        timedOut = runner.addressOf("timed_out");
        Threads.handleExceptionsFirst(runner.addressOf("handler"));
        Thread.ofPlatform().daemon().name("touchstone-clock").start(this::watch);
    }

    private static Map<String, Integer> places() {
        return Map.ofEntries(
                Map.entry("SLOT", SLOT),
                Map.entry("STACK_POINTER", 8),
                Map.entry("FLAGS_END", 16),
                Map.entry("CALLER_STACK", 24),
                Map.entry("CALLER_MXCSR", 32),
                Map.entry("CALLER_FCW", 36),
                Map.entry("TICKS", 40),
                Map.entry("TICK_LIMIT", TICK_LIMIT),
                Map.entry("THAWED", 48),
                Map.entry("LAST_CODE", 52),
                Map.entry("LEFT", LEFT),
                Map.entry("GUARD", 60),
                Map.entry("COMMAND", COMMAND),
                Map.entry("COMMAND_COUNT", COMMAND_COUNT),
                Map.entry("THREAD", 80),
                Map.entry("SLOTS_AT", SLOTS_AT),
                Map.entry("VIEW_AT", VIEW_AT),
                Map.entry("FREEZE", 104),
                Map.entry("WORKER_STACK_END", STACK_END),
                Map.entry("AREA_BYTES", AREA_BYTES),
                // All is writable, and cleared before each run.
                Map.entry("DATA_HOT_BYTES", Layout.DATA_BYTES),
                Map.entry("STACK_HOT", Layout.STACK),
                Map.entry("STACK_HOT_BYTES", Layout.STACK_BYTES),
                Map.entry("THREAD_ID", 0x48), // In the thread's environment block.
                Map.entry("CONTEXT_RIP", ThreadContext.RIP),
                Map.entry("CONTEXT_RSP", ThreadContext.RSP),
                Map.entry("CONTEXT_RAX", ThreadContext.RAX),
                Map.entry("CONTEXT_FLAGS", ThreadContext.EFLAGS),
                Map.entry("EXCEPTION_BYTES", WindowsFaultReader.BYTES));
    }

    /// Runs slots, as a command names them.
    void run(int slot, int count) {
        commands++;
        area.set(JAVA_LONG, COMMAND, shared - Layout.SHARED + slot);
        area.set(JAVA_INT, COMMAND_COUNT, count);
        try {
            run.invokeExact();
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    /// Which run of which command it is; the same for all looks during one run. 0 between runs.
    private long current() {
        int left = area.get(JAVA_INT, LEFT);
        return left == 0 ? 0 : (long) commands << 32 | left;
    }

    /// Ends runs that take too much of the processor's time.
    private void watch() {
        long seen = 0;
        long since = 0;
        while (true) {
            try {
                Thread.sleep(TICK_MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            }
            long now = current();
            long used = Threads.processorTime(thread);
            if (now == 0 || now != seen) {
                seen = now;
                since = used;
                continue;
            }
            long limit = area.get(JAVA_INT, TICK_LIMIT) * 1000L * Layout.TICK_MICROSECONDS;
            if (used - since >= limit) {
                long run = now;
                Threads.redirect(
                        thread,
                        pointer -> isCode(pointer) && current() == run ? timedOut : pointer,
                        area.address() + STACK_END);
                seen = 0;
            }
        }
    }

    private static boolean isCode(long pointer) {
        return pointer >= AddressMap.CODE && pointer < AddressMap.CODE + Layout.FAR_GATE;
    }
}
