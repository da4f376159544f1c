package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.RegisterSet;

/// An x86 processor that workers' code runs on, a real one or an emulated one.
interface X86Processor {
    /// Whether it has the feature, by its name in the tables.
    boolean has(String feature);

    /// Its vector registers in 64-bit mode.
    default int vectorRegisters() {
        return has("AVX512F") ? 32 : 16;
    }

    /// The low bytes of a register that a run carries in and out, as far as this processor has them.
    default int carriedBytes(RegisterSet.Register register) {
        if (register.name().startsWith("zmm")) {
            int number = Integer.parseInt(register.name().substring(3));
            return number >= vectorRegisters() ? 0 : has("AVX512F") ? 64 : has("AVX") ? 32 : 16;
        }
        if (register.name().matches("k[0-7]")) {
            return has("AVX512BW") ? 8 : has("AVX512F") ? 2 : 0;
        }
        return register.bytes();
    }
}
