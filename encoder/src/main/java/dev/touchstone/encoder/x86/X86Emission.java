package dev.touchstone.encoder.x86;

/// What the generated families of typed methods stand on. Implemented by the assemblers of this package only.
public interface X86Emission {
    /// What writes the bytes.
    X86Emitter emitter();
}
