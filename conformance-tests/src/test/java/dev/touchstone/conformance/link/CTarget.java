package dev.touchstone.conformance.link;

import dev.touchstone.relocation.CodeBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// A machine for which C programs are compiled here, and run.
enum CTarget {
    X86_64(X8664Library::code, "gcc", "gcc", List.of(), List.of());

    final Supplier<CodeBuffer> library;
    private final String compiler;
    private final String debianPackage;
    private final List<String> flags;
    private final List<String> runner;

    /// @param debianPackage what brings compiler and C library
    /// @param runner what runs the machine's programs: a program and its arguments
    CTarget(
            Supplier<CodeBuffer> library,
            String compiler,
            String debianPackage,
            List<String> flags,
            List<String> runner) {
        this.library = library;
        this.compiler = compiler;
        this.debianPackage = debianPackage;
        this.flags = flags;
        this.runner = runner;
    }

    /// Ends the test if something is missing.
    void need() {
        Toolchain.need(compiler, debianPackage);
        if (!runner.isEmpty()) {
            Toolchain.need(runner.getFirst(), "qemu-user");
        }
    }

    List<String> compile(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(compiler));
        command.addAll(flags);
        command.addAll(arguments);
        return command;
    }

    List<String> run(String program) {
        List<String> command = new ArrayList<>(runner);
        command.add(program);
        return command;
    }
}
