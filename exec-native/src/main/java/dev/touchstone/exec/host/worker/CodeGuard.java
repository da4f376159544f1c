package dev.touchstone.exec.host.worker;

/// Makes a snippet's code harmless before it runs where nothing else does.
interface CodeGuard {
    CodeGuard NONE = code -> code;

    /// The code, or a copy of it in which what must not run is an undefined instruction.
    byte[] harmless(byte[] code);
}
