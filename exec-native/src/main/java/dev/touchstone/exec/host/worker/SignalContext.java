package dev.touchstone.exec.host.worker;

import java.util.stream.IntStream;

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
    /// `struct sigcontext` of AArch64: fault_address, regs[31], sp, pc, pstate.
    static final SignalContext AARCH64 = new SignalContext(176, run(31, 8, 8), 264, 272, 0, 0, 0, 0, 0, 16);
    /// `struct sigcontext` of Arm: trap_no, error_code, oldmask, r0 to r15, cpsr, fault_address.
    static final SignalContext ARM = new SignalContext(20, run(15, 12, 4), 72, 76, 0, 0, 80, 0, 0, 12);

    static SignalContext of(Abi abi) {
        return switch (abi) {
            case X86_64 -> X86_64;
            case AARCH64 -> AARCH64;
            case ARM -> ARM;
        };
    }

    private static int[] run(int count, int first, int step) {
        return IntStream.range(0, count).map(i -> first + i * step).toArray();
    }
}
