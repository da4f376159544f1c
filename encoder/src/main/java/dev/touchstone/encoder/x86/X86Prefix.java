package dev.touchstone.encoder.x86;

/// A prefix that changes what an instruction does.
public enum X86Prefix {
    NONE(0),
    LOCK(0xF0),
    /// REP, REPE, REPZ.
    REP(0xF3),
    /// REPNE, REPNZ.
    REPNE(0xF2);

    private final int code;

    X86Prefix(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
