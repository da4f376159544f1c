package dev.touchstone.conformance.link;

import dev.touchstone.relocation.CodeBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// A machine for which C programs are compiled here, and run.
enum CTarget {
    X86_64(X8664Library::code, "gcc", "gcc", List.of(), List.of()),
    /// Not Debian's gcc-multilib, which can't stand beside cross compilers.
    I386(X8632Library::code, "gcc", "libc6-dev-i386 and lib32gcc-12-dev", List.of("-m32"), List.of()),
    AARCH64(
            A64Library::code,
            "aarch64-linux-gnu-gcc",
            "gcc-aarch64-linux-gnu",
            List.of(),
            List.of("qemu-aarch64", "-L", "/usr/aarch64-linux-gnu")),
    ARM_A32(
            A32Library::code,
            "arm-linux-gnueabihf-gcc",
            "gcc-arm-linux-gnueabihf",
            List.of("-marm"),
            List.of("qemu-arm", "-L", "/usr/arm-linux-gnueabihf")),
    ARM_T32(
            T32Library::code,
            "arm-linux-gnueabihf-gcc",
            "gcc-arm-linux-gnueabihf",
            List.of("-mthumb"),
            List.of("qemu-arm", "-L", "/usr/arm-linux-gnueabihf"));

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
