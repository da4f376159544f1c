package dev.touchstone.exec.host.system;

/// A call of the operating system that failed: which, with what, and the system's own code and text. Where the
/// system refuses executable memory, the message also says what to change.
public final class SystemCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final int code;
    private final String text;

    /// @param call the function and its arguments, for people
    /// @param codeName what the system calls its codes, as in `errno`
    /// @param text the system's words for the code
    public SystemCallException(String call, String codeName, int code, String text) {
        super("%s: %s (%s %d)".formatted(call, text, codeName, code));
        this.call = call;
        this.code = code;
        this.text = text;
    }

    private SystemCallException(SystemCallException failure, String advice) {
        super(failure.getMessage() + "; " + advice, failure);
        this.call = failure.call;
        this.code = failure.code;
        this.text = failure.text;
    }

    /// The same failure with what may be done about it at the end of its message.
    public SystemCallException advised(String advice) {
        return new SystemCallException(this, advice);
    }

    /// The function and its arguments.
    public String call() {
        return call;
    }

    /// The number that the call left in errno, or in Windows' last error.
    public int code() {
        return code;
    }

    /// The system's words for the code.
    public String text() {
        return text;
    }
}
