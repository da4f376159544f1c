package dev.touchstone.conformance.oracle.llvm;

import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;

class LlvmLibraryTests extends LlvmOracleContract {
    @Override
    Oracle open() throws EngineMissingException {
        return LlvmMcTests.providerWith("library").open(Isa.X86_64);
    }
}
