package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A worker's code, assembled for this host.
///
/// @param isa of the snippets that it runs
/// @param kernel that it asks for memory and the like
/// @param image its code
/// @param text the same, linked at [Layout#TEXT]
record WorkerProgram(Isa isa, Kernel kernel, CodeImage image, byte[] text) {
    private record Key(Isa isa, Kernel kernel) {}

    private static final Map<Key, WorkerProgram> PROGRAMS = new ConcurrentHashMap<>();

    /// The program for one of the two x86 sets; assembled at the first call.
    ///
    /// @param processor the only one that this process runs it on with that kernel
    static WorkerProgram x86(Isa isa, Kernel kernel, X86Processor processor) {
        return PROGRAMS.computeIfAbsent(new Key(isa, kernel), key -> assemble(isa, kernel, processor));
    }

    private static WorkerProgram assemble(Isa isa, Kernel kernel, X86Processor processor) {
        CodeImage image = WorkerSource.worker(isa, kernel, processor);
        return new WorkerProgram(isa, kernel, image, image.at(Layout.TEXT, Map.of("hidden", 0L)));
    }

    /// The program for one of the three Arm sets.
    static WorkerProgram arm(Isa isa, Kernel kernel) {
        CodeImage image = ArmWorkerSource.worker(isa, kernel);
        return new WorkerProgram(isa, kernel, image, image.at(Layout.TEXT));
    }

    /// Whether it moves the registers of SVE: where we choose how long a vector is. Elsewhere it moves the low 16 bytes
    /// of
    /// vectors.
    static boolean isScalable(Isa isa, Kernel kernel) {
        return isa == Isa.A64 && kernel == Kernel.QEMU_USER;
    }

    /// The address of a label of its source.
    int addressOf(String label) {
        return Layout.TEXT + image.offsetOf(label);
    }

    /// The address that a snippet's end jumps to.
    int exit() {
        return switch (isa) {
            case X86_64 -> Layout.CODE + Layout.GATE;
            case X86_32 -> Layout.CODE + Layout.FAR_GATE;
            case A64, A32, T32 -> addressOf("leave_snippet");
        };
    }

    /// The address of its signal handler.
    int handler() {
        return addressOf("handler");
    }

    /// The address of what the handler returns to.
    int restorer() {
        return addressOf("restorer");
    }

    Abi abi() {
        return Abi.of(isa);
    }

    /// Bytes of CODE that snippets may use.
    int codeEnd() {
        return abi() == Abi.X86_64 ? Layout.FAR_GATE : AddressMap.CODE_SIZE;
    }

    /// The address behind its code.
    int textEnd() {
        return Layout.TEXT + text.length;
    }
}
