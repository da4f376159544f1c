package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.FaultKind;
import java.util.List;

/// What a signal of the kernel and the processor's exception behind it mean.
final class Faults {
    static final int SIGILL = 4;
    static final int SIGTRAP = 5;
    static final int SIGBUS = 7;
    static final int SIGFPE = 8;
    static final int SIGSEGV = 11;
    static final int SIGSTKFLT = 16;
    static final int SIGVTALRM = 26;
    static final int SIGSYS = 31;

    /// Where `struct siginfo` has its code, and the one that names no address.
    static final int SIGINFO_CODE = 8;

    static final int SI_KERNEL = 0x80;

    /// All that a worker handles.
    static final List<Integer> SIGNALS =
            List.of(SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV, SIGSTKFLT, SIGVTALRM, SIGSYS);

    static final int PAGE_FAULT = 14;
    /// The bit of a page fault's error code that tells a write.
    static final int WRITE_ACCESS = 2;

    static final int SINGLE_STEP = 1;
    private static final int BREAKPOINT = 3;
    private static final int OVERFLOW = 4;
    static final int INVALID_OPCODE = 6;
    private static final int DIVIDE_ERROR = 0;
    private static final int STACK_FAULT = 12;
    private static final int GENERAL_PROTECTION = 13;

    /// By the processor's exception number.
    private static final FaultKind[] KINDS = {
        FaultKind.ARITHMETIC, // #DE
        FaultKind.BREAKPOINT, // #DB
        FaultKind.OTHER, // NMI
        FaultKind.BREAKPOINT, // #BP
        FaultKind.ARITHMETIC, // #OF
        FaultKind.ARITHMETIC, // #BR
        FaultKind.ILLEGAL_INSTRUCTION, // #UD
        FaultKind.ILLEGAL_INSTRUCTION, // #NM
        FaultKind.OTHER, // #DF
        FaultKind.OTHER,
        FaultKind.MEMORY, // #TS
        FaultKind.MEMORY, // #NP
        FaultKind.MEMORY, // #SS
        FaultKind.MEMORY, // #GP
        FaultKind.MEMORY, // #PF
        FaultKind.OTHER,
        FaultKind.ARITHMETIC, // #MF
        FaultKind.ALIGNMENT, // #AC
        FaultKind.OTHER, // #MC
        FaultKind.ARITHMETIC, // #XM
    };

    private Faults() {}

    /// @param error the exception's error code
    static FaultKind kind(int signal, int trap, long error) {
        if (signal == SIGSYS) {
            return FaultKind.SYSTEM;
        }
        if (trap == GENERAL_PROTECTION && (error & 2) != 0) {
            return FaultKind.SYSTEM; // The error code names an entry of the interrupt table: INT n.
        }
        return trap >= 0 && trap < KINDS.length ? KINDS[trap] : FaultKind.OTHER;
    }

    /// The processor's exception number behind a signal, where only the signal tells.
    ///
    /// @param code of the signal
    static int trap(int signal, int code) {
        return switch (signal) {
            case SIGFPE -> DIVIDE_ERROR;
            case SIGTRAP -> code == SI_KERNEL ? BREAKPOINT : SINGLE_STEP;
            case SIGILL -> INVALID_OPCODE;
            case SIGSEGV -> code == SI_KERNEL ? GENERAL_PROTECTION : PAGE_FAULT;
            case SIGBUS -> STACK_FAULT;
            default -> -1;
        };
    }

    /// Whether only the instruction itself can tell a privileged one from a bad address.
    static boolean isAmbiguous(int signal, int trap, long error) {
        return signal == SIGSEGV && trap == GENERAL_PROTECTION && error == 0;
    }

    /// How far behind the instruction the saved program counter stands.
    static int overshoot(int signal, int trap) {
        if (signal == SIGSYS) {
            return 2;
        }
        return signal == SIGTRAP && trap == BREAKPOINT || trap == OVERFLOW ? 1 : 0;
    }
}
