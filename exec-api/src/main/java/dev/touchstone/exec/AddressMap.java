package dev.touchstone.exec;

/// Where a snippet's code, data and stack stand: the same on every executor, so that pointers agree. All below
/// 2 GiB, so that 32-bit code has the same addresses.
public final class AddressMap {
    /// Snippets' code and constants: readable and executable. An image that is linked here has its variables at
    /// [#DATA], as they begin on the next 64 KiB page.
    public static final long CODE = 0x20FF_0000L;

    public static final int CODE_SIZE = 0xF000;
    /// The data window: readable and writable. There are unmapped pages on both sides of each region.
    public static final long DATA = 0x2100_0000L;

    public static final int DATA_SIZE = 0x1_0000;
    /// The stack: readable and writable; a run starts with the stack pointer at [#STACK_TOP].
    public static final long STACK = 0x2200_0000L;

    public static final int STACK_SIZE = 0x1_0000;
    /// Bytes above the initial stack pointer.
    public static final int STACK_HEADROOM = 0x800;
    /// The initial stack pointer: 16-byte aligned, with room above it for arguments. It is in the middle of a page, so
    /// that few snippets write to another page of the stack, and executors have no more to clear behind them.
    public static final long STACK_TOP = STACK + STACK_SIZE - STACK_HEADROOM;

    private AddressMap() {}
}
