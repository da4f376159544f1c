package dev.touchstone.conformance.oracle.llvm;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Collects LLVM's complaints about a module. Without a handler, the first of them would end the process.
final class Diagnostics {
    private static final int ERROR = 0;
    private static final Pattern PLACE = Pattern.compile("^[^\\n]*?:(\\d+):(\\d+): (?:error: )?([^\\n]*)");

    private final Llvm llvm;
    private final MemorySegment stub;
    private final List<LlvmEmitter.Complaint> complaints = new ArrayList<>();

    Diagnostics(Llvm llvm, Arena arena) {
        this.llvm = llvm;
        try {
            stub = Linker.nativeLinker()
                    .upcallStub(
                            MethodHandles.lookup()
                                    .findVirtual(
                                            Diagnostics.class,
                                            "take",
                                            MethodType.methodType(void.class, MemorySegment.class, MemorySegment.class))
                                    .bindTo(this),
                            FunctionDescriptor.ofVoid(ADDRESS, ADDRESS),
                            arena);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// To be given to LLVM.
    MemorySegment stub() {
        return stub;
    }

    /// What was collected since the last call.
    List<LlvmEmitter.Complaint> drain() {
        List<LlvmEmitter.Complaint> drained = List.copyOf(complaints);
        complaints.clear();
        return drained;
    }

    @SuppressWarnings("UnusedVariable") // LLVM's signature
    private void take(MemorySegment diagnostic, MemorySegment user) {
        try {
            if ((int) llvm.diagnosticSeverity.invokeExact(diagnostic) != ERROR) {
                return;
            }
            MemorySegment text = (MemorySegment) llvm.diagnosticText.invokeExact(diagnostic);
            String message = text.reinterpret(Long.MAX_VALUE).getString(0);
            llvm.disposeMessage.invokeExact(text);
            Matcher place = PLACE.matcher(message);
            complaints.add(
                    place.find()
                            ? new LlvmEmitter.Complaint(Integer.parseInt(place.group(1)), place.group(3))
                            : new LlvmEmitter.Complaint(0, message.strip()));
        } catch (Throwable e) {
            // An exception must not go through native code; the batch is then judged line by line.
            complaints.add(new LlvmEmitter.Complaint(0, String.valueOf(e)));
        }
    }
}
