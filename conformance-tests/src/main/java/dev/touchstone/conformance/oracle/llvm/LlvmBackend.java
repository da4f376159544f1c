package dev.touchstone.conformance.oracle.llvm;

import dev.touchstone.exec.engines.Library;

/// A way to reach LLVM: its library in this process, or its own assembler program.
interface LlvmBackend {
    /// The library, or the program.
    Library library();

    LlvmEmitter emitter(LlvmTarget target);

    LlvmDisassembler disassembler(LlvmTarget target);
}
