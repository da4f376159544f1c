package dev.touchstone.exec;

/// An engine or oracle that can't be had here. `touchstone doctor` prints it.
public final class EngineMissingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String engine;
    private final String reason;
    private final String remedy;

    /// @param reason why, as in "this host has no 32-bit mode"
    /// @param remedy what to do, best a command; empty if nothing helps
    public EngineMissingException(String engine, String reason, String remedy) {
        super(engine + ": " + reason + (remedy.isEmpty() ? "" : "; " + remedy));
        this.engine = engine;
        this.reason = reason;
        this.remedy = remedy;
    }

    public String engine() {
        return engine;
    }

    public String reason() {
        return reason;
    }

    public String remedy() {
        return remedy;
    }
}
