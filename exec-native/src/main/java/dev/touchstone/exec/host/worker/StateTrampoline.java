package dev.touchstone.exec.host.worker;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.host.NativeCode;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Map;

/// Calls a function of this process with a whole register state in and out: for code that is trusted, as a
/// fault in it ends the JVM. The function starts with the state's registers and returns, or jumps to the
/// address that stood at its stack pointer.
///
/// The stack is the trampoline's own: whatever stack pointer the state has, the function gets that stack, and the
/// outcome's stack pointer is the state's, moved as far as the function moved its own. Data windows take no part.
/// x86-64 only. One call at a time.
public final class StateTrampoline implements AutoCloseable {
    private static final int AREA_BYTES = 0x5_0000;
    // Places in the area of variables behind the code.
    private static final int SLOT_AT = 0x1000;
    private static final int SCRATCH_STACK_END = 0x1_0000;
    private static final int STACK_TOP = AREA_BYTES - 0x1000;

    private final MemorySegment area;
    private final X86RegisterFile registers;
    private final NativeCode code;
    private final MethodHandle call;

    /// Assembles and loads the trampoline.
    ///
    /// @throws EngineMissingException if this process runs no x86-64 code, or code can't be loaded
    public StateTrampoline() throws EngineMissingException {
        HostProcessor processor = HostProcessor.get();
        CodeImage image = WorkerSource.trampoline(
                processor,
                Map.of(
                        "SLOT", 0,
                        "STACK_POINTER", 8,
                        "FLAGS_END", 16,
                        "CALLER_STACK", 24,
                        "CALLER_MXCSR", 32,
                        "CALLER_FCW", 36,
                        "SLOT_AT", SLOT_AT,
                        "WORKER_STACK_END", SCRATCH_STACK_END,
                        "AREA_BYTES", AREA_BYTES));
        registers = new X86RegisterFile(Isa.X86_64, processor);
        code = NativeCode.load(image);
        area = MemorySegment.ofAddress(code.addressOf("hidden")).reinterpret(AREA_BYTES);
        call = code.function(0, FunctionDescriptor.ofVoid());
    }

    /// Runs the function at `offset` of `function` and answers the state at its end; its program counter is the
    /// initial one.
    ///
    /// @throws IllegalArgumentException if no processor takes the state
    public synchronized MachineState call(NativeCode function, int offset, MachineState initial) {
        if (initial.isa() != Isa.X86_64) {
            throw new IllegalArgumentException("this process runs x86-64 code, the state is of " + initial.isa());
        }
        String refusal = registers.refusal(initial);
        if (refusal != null) {
            throw new IllegalArgumentException(refusal);
        }
        area.set(JAVA_LONG, STACK_TOP, code.addressOf("leave_snippet")); // Throws if it is closed, before it stores.
        long top = area.address() + STACK_TOP;
        registers.write(initial, area, SLOT_AT, function.address() + offset, top);
        try {
            call.invokeExact();
        } catch (Throwable t) {
            if (t instanceof Error error) {
                throw error;
            }
            throw t instanceof RuntimeException e ? e : new IllegalStateException(t);
        }
        MachineState.Image image = registers.read(area, SLOT_AT, initial, initial.get("rip"));
        MachineState end = MachineState.of(
                initial.isa(), image, initial.data().clone(), initial.stack().clone());
        end.set("rsp", initial.get("rsp") + end.get("rsp") - top);
        return end;
    }

    @Override
    public synchronized void close() {
        code.close();
    }
}
