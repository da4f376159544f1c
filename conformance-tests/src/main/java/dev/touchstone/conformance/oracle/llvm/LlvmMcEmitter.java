package dev.touchstone.conformance.oracle.llvm;

import java.util.List;

/// Emits by `llvm-mc -filetype=obj`.
final class LlvmMcEmitter implements LlvmEmitter {
    private static final List<String> OPTIONS = List.of("-filetype=obj", "-o", "-");

    private final LlvmMc program;
    private final LlvmTarget target;

    LlvmMcEmitter(LlvmMc program, LlvmTarget target) {
        this.program = program;
        this.target = target;
    }

    @Override
    public Emission emit(String text) {
        LlvmMc.Run run = program.run(target, OPTIONS, text);
        List<Complaint> complaints = run.diagnostics().stream()
                .filter(LlvmMc.Diagnostic::error)
                .map(d -> new Complaint(d.line(), d.message()))
                .toList();
        if (complaints.isEmpty() && run.status() != 0) {
            // It broke off, and does not say where.
            String said = run.errors().lines().findFirst().orElse("nothing");
            return new Emission(
                    run.output(), List.of(new Complaint(0, "llvm-mc ends with " + run.status() + " and says " + said)));
        }
        return new Emission(run.output(), complaints);
    }

    @Override
    public void close() {
        // Each run is a process of its own.
    }
}
