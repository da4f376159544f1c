package dev.touchstone.exec.host.windows;

/// `CONTEXT` of x86-64, the state of a thread: places in bytes from its start.
public final class ThreadContext {
    public static final int BYTES = 0x4D0;
    public static final int ALIGNMENT = 16;

    public static final int CONTEXT_FLAGS = 0x30;
    public static final int EFLAGS = 0x44;
    /// The 16 general registers by number follow each other.
    public static final int RAX = 0x78;

    public static final int RSP = 0x98;
    public static final int RIP = 0xF8;

    /// Of CONTEXT_FLAGS: the program counter, the stack pointer, the flags and segments.
    public static final int CONTROL = 0x10_0001;

    /// Flags of the processor with nothing set but that interrupts are on.
    public static final int PLAIN_FLAGS = 0x202;

    private ThreadContext() {}
}
