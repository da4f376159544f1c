package dev.touchstone.conformance.link;

import dev.touchstone.relocation.CodeBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// A machine for which C programs are compiled here, and run.
enum CTarget {
    X86_64(X8664Library::code, 62, "gcc", "gcc and libc6-dev", List.of(), List.of()),
    /// Not Debian's gcc-multilib, which can't stand beside cross compilers.
    I386(X8632Library::code, 3, "gcc", "libc6-dev-i386 and lib32gcc-12-dev", List.of("-m32"), List.of()),
    AARCH64(
            A64Library::code,
            183,
            "aarch64-linux-gnu-gcc",
            "gcc-aarch64-linux-gnu and libc6-dev-arm64-cross",
            List.of(),
            List.of("qemu-aarch64", "-L", "/usr/aarch64-linux-gnu")),
    ARM_A32(
            A32Library::code,
            40,
            "arm-linux-gnueabihf-gcc",
            "gcc-arm-linux-gnueabihf and libc6-dev-armhf-cross",
            List.of("-marm"),
            List.of("qemu-arm", "-L", "/usr/arm-linux-gnueabihf")),
    ARM_T32(
            T32Library::code,
            40,
            "arm-linux-gnueabihf-gcc",
            "gcc-arm-linux-gnueabihf and libc6-dev-armhf-cross",
            List.of("-mthumb"),
            List.of("qemu-arm", "-L", "/usr/arm-linux-gnueabihf"));

    final Supplier<CodeBuffer> library;
    private final int elfMachine;
    private final String compiler;
    private final String debianPackage;
    private final List<String> flags;
    private final List<String> runner;

    /// @param elfMachine `e_machine` of the programs
    /// @param debianPackage what brings compiler and C library
    /// @param runner what runs the machine's programs: a program and its arguments
    CTarget(
            Supplier<CodeBuffer> library,
            int elfMachine,
            String compiler,
            String debianPackage,
            List<String> flags,
            List<String> runner) {
        this.library = library;
        this.elfMachine = elfMachine;
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

    /// Ends the test if no C program can be made by these flags, or run: a compiler without the C library, or of
    /// another machine than its name lets one think.
    void needPrograms(List<String> flags, Path folder) throws IOException, InterruptedException {
        Path main = Files.writeString(folder.resolve("empty.c"), "int main(void) { return 0; }\n");
        Path program = folder.resolve("empty");
        if (!Toolchain.works(compile(flags, List.of(main), program))
                || !isElf(Files.readAllBytes(program))
                || !Toolchain.works(run(program))) {
            Toolchain.miss("%s makes no ELF programs for %s with %s that run here; install %s"
                    .formatted(compiler, name(), String.join(" ", flags), debianPackage));
        }
    }

    private boolean isElf(byte[] program) {
        ByteBuffer header = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
        return header.limit() > 20 && header.getInt(0) == 0x464C_457F && header.getShort(18) == elfMachine;
    }

    List<String> compile(List<String> options, List<Path> inputs, Path program) {
        List<String> command = new ArrayList<>(List.of(compiler));
        command.addAll(flags);
        command.addAll(options);
        inputs.forEach(input -> command.add(input.toString()));
        command.addAll(List.of("-o", program.toString()));
        return command;
    }

    List<String> run(Path program) {
        List<String> command = new ArrayList<>(runner);
        command.add(program.toString());
        return command;
    }
}
