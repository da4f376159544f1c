package dev.touchstone.exec;

/// Why a machine refused.
public enum FaultKind {
    /// No such instruction, or not in this mode.
    ILLEGAL_INSTRUCTION,
    /// Memory that is not mapped or may not be accessed so.
    MEMORY,
    /// An access that must be aligned and is not.
    ALIGNMENT,
    /// Division by zero or overflow, or an unmasked floating-point exception.
    ARITHMETIC,
    /// A breakpoint or trap instruction.
    BREAKPOINT,
    /// A system call, or an instruction that only an operating system may run.
    SYSTEM,
    /// What the executor reports is none of these.
    OTHER
}
