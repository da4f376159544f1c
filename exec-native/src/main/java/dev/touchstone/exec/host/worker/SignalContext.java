package dev.touchstone.exec.host.worker;

/// Where the kernel puts a thread's state in the context that it hands to a signal handler: in bytes from the
/// start of `struct ucontext`, and from the start of the machine part of it.
///
/// @param start of the machine part
/// @param registers the general registers by number, from `start`
/// @param pointer the program counter, from `start`
/// @param flags from `start`
/// @param error the exception's error code, from `start`
/// @param trap the exception's number, from `start`
/// @param address that a page fault is about (CR2), from `start`
/// @param vectors the pointer to the vector state, from `start`
/// @param vectorsFrom where the part that `fxrstor` and `xrstor` take stands behind that pointer
/// @param siginfoAddress the address in `struct siginfo`
record SignalContext(
        int start,
        int[] registers,
        int pointer,
        int flags,
        int error,
        int trap,
        int address,
        int vectors,
        int vectorsFrom,
        int siginfoAddress) {
    /// `struct sigcontext_64`: r8 to r15, rdi, rsi, rbp, rbx, rdx, rax, rcx, rsp, rip, eflags, segments, err,
    /// trapno, oldmask, cr2, fpstate.
    static final SignalContext X86_64 = new SignalContext(
            40,
            new int[] {104, 112, 96, 88, 120, 80, 72, 64, 0, 8, 16, 24, 32, 40, 48, 56},
            128,
            136,
            152,
            160,
            176,
            184,
            0,
            16);
}
