package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A worker's code, assembled for this host.
///
/// @param isa of the snippets that it runs
/// @param text its code, linked at [Layout#TEXT]
/// @param exit the address that a snippet's end jumps to
/// @param handler the address of its signal handler
/// @param restorer the address of what the handler returns to
record WorkerProgram(Isa isa, byte[] text, int exit, int handler, int restorer) {
    private static final Map<Isa, WorkerProgram> PROGRAMS = new ConcurrentHashMap<>();

    /// The program for one of the two x86 sets; assembled at the first call.
    static WorkerProgram of(Isa isa, HostProcessor processor) {
        return PROGRAMS.computeIfAbsent(isa, i -> assemble(i, processor));
    }

    private static WorkerProgram assemble(Isa isa, HostProcessor processor) {
        CodeImage image = WorkerSource.worker(isa, processor);
        return new WorkerProgram(
                isa,
                image.at(Layout.TEXT, Map.of("hidden", 0L)),
                Layout.CODE + Layout.GATE,
                Layout.TEXT + image.offsetOf("handler"),
                Layout.TEXT + image.offsetOf("restorer"));
    }

    Abi abi() {
        return Abi.of(isa);
    }

    /// Bytes of CODE that snippets may use.
    int codeEnd() {
        return abi() == Abi.X86_64 ? Layout.GATE : AddressMap.CODE_SIZE;
    }

    /// The address behind its code.
    int textEnd() {
        return Layout.TEXT + text.length;
    }
}
