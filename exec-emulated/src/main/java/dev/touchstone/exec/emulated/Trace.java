package dev.touchstone.exec.emulated;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.exec.AddressMap;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/// A machine with hooks that record where it is and why it stops. Too slow for every run: used to replay one
/// that faulted, because Unicorn's program counter after a data fault is that of the block, and for code that
/// must be watched.
final class Trace implements AutoCloseable {
    private static final int HOOK_INTERRUPT = 1;
    private static final int HOOK_CODE = 4;
    private static final int HOOK_MEMORY_INVALID = 1008;
    private static final long LAST = AddressMap.CODE + AddressMap.CODE_SIZE - 1;

    private final Unicorn unicorn;
    private final UnicornMachine machine;
    private final Scrutiny scrutiny;
    private byte[] code = {};
    private @Nullable StepRecorder recorder;
    private Scrutiny.@Nullable Finding finding;
    private long pc = -1;
    private long address;
    private int exception = -1;

    private Trace(Unicorn unicorn, UnicornMachine machine, Scrutiny scrutiny) {
        this.unicorn = unicorn;
        this.machine = machine;
        this.scrutiny = scrutiny;
    }

    /// Opens a machine and sets the hooks.
    static Trace open(Unicorn unicorn, Guest guest, Scrutiny scrutiny) {
        Trace trace = new Trace(unicorn, new UnicornMachine(unicorn, guest, false), scrutiny);
        trace.hook(
                HOOK_CODE,
                "code",
                MethodType.methodType(void.class, MemorySegment.class, long.class, int.class, MemorySegment.class),
                FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS));
        trace.hook(
                HOOK_INTERRUPT,
                "interrupt",
                MethodType.methodType(void.class, MemorySegment.class, int.class, MemorySegment.class),
                FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, ADDRESS));
        trace.hook(
                HOOK_MEMORY_INVALID,
                "memory",
                MethodType.methodType(
                        boolean.class,
                        MemorySegment.class,
                        int.class,
                        long.class,
                        int.class,
                        long.class,
                        MemorySegment.class),
                NeverCalled.TYPE);
        return trace;
    }

    private void hook(int type, String method, MethodType java, FunctionDescriptor c) {
        try {
            MethodHandle target = MethodHandles.lookup()
                    .findVirtual(Trace.class, method, java)
                    .bindTo(this);
            MemorySegment stub = Linker.nativeLinker().upcallStub(target, c, machine.arena());
            MemorySegment number = machine.arena().allocate(JAVA_LONG);
            // Instructions elsewhere are not the snippet's.
            int status = type == HOOK_CODE
                    ? unicorn.hookAdd(machine.engine(), number, type, stub, AddressMap.CODE, LAST)
                    : unicorn.hookAdd(machine.engine(), number, type, stub);
            if (status != UnicornStatus.OK) {
                throw new IllegalStateException("Unicorn refused a hook with status " + status);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    UnicornMachine machine() {
        return machine;
    }

    /// Forgets what was recorded.
    ///
    /// @param linked the code that will run
    /// @param recorder is told each instruction
    void prepare(byte[] linked, @Nullable StepRecorder recorder) {
        code = linked;
        this.recorder = recorder;
        finding = null;
        pc = -1;
        address = 0;
        exception = -1;
    }

    @Override
    public void close() {
        machine.close();
    }

    @SuppressWarnings("UnusedVariable") // Unicorn's signature
    private void code(MemorySegment engine, long at, int size, MemorySegment user) {
        if (recorder != null && !recorder.begins(at, size)) {
            unicorn.stop(engine);
            return;
        }
        pc = at;
        Scrutiny.Finding found = scrutiny.at(code, (int) (at - AddressMap.CODE));
        if (found != null) {
            finding = found;
            unicorn.stop(engine);
        }
    }

    @SuppressWarnings("UnusedVariable") // Unicorn's signature
    private void interrupt(MemorySegment engine, int number, MemorySegment user) {
        exception = number;
        unicorn.stop(engine);
    }

    @SuppressWarnings("UnusedVariable") // Unicorn's signature
    private boolean memory(MemorySegment engine, int type, long at, int size, long value, MemorySegment user) {
        address = at;
        return false;
    }

    /// What there was to say of the instruction at which the run was stopped, or null if none was met.
    Scrutiny.@Nullable Finding finding() {
        return finding;
    }

    /// Of the last instruction that began, or -1 if none did.
    long pc() {
        return pc;
    }

    /// Of the access that failed, or 0 if none did.
    long address() {
        return address;
    }

    /// The CPU's exception number, or -1 if there was no exception.
    int exception() {
        return exception;
    }
}
