package dev.touchstone.exec.host.worker;

/// Whose system calls a worker makes.
enum Kernel {
    /// Linux itself.
    LINUX,
    /// qemu's user mode, which hands them on to Linux. [QemuLauncher] opens the slots. It has no seccomp, it would give
    /// up its own memory where the
    /// worker drops what is not its own, and it sees code that was written under another address only when the
    /// protection of its pages changes.
    QEMU_USER,
    /// That of Windows, of which workers' code asks nothing.
    WINDOWS
}
