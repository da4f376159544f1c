package dev.touchstone.exec.emulated;

import dev.touchstone.exec.FaultKind;

/// Unicorn's error numbers, as far as they say something about the code that ran.
final class UnicornStatus {
    static final int OK = 0;
    private static final int READ_UNMAPPED = 6;
    private static final int FETCH_UNMAPPED = 8;
    private static final int INSTRUCTION_INVALID = 10;
    static final int WRITE_PROTECTED = 12;
    private static final int FETCH_PROTECTED = 14;
    private static final int READ_UNALIGNED = 16;
    private static final int FETCH_UNALIGNED = 18;

    private UnicornStatus() {}

    /// Throws if a call that prepares a run failed.
    static void check(String what, int status) {
        if (status != OK) {
            throw new IllegalStateException("Unicorn refused " + what + " with status " + status);
        }
    }

    /// What a run that did not end well means; `exception` is the CPU's exception number, or -1 if none was seen.
    static FaultKind kind(Guest guest, int status, int exception) {
        if (exception >= 0) {
            return guest.exceptionKind(exception);
        }
        if (status >= READ_UNMAPPED && status <= FETCH_UNMAPPED
                || status >= WRITE_PROTECTED && status <= FETCH_PROTECTED) {
            return FaultKind.MEMORY;
        }
        if (status >= READ_UNALIGNED && status <= FETCH_UNALIGNED) {
            return FaultKind.ALIGNMENT;
        }
        return status == INSTRUCTION_INVALID ? FaultKind.ILLEGAL_INSTRUCTION : FaultKind.OTHER;
    }
}
