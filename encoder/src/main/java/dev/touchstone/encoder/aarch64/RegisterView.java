package dev.touchstone.encoder.aarch64;

/// A register seen as elements of one size, or with another qualifier after its name.
public abstract class RegisterView {
    private final String name;
    private final int code;
    private final String suffix;

    RegisterView(String name, int code, String suffix) {
        this.name = name;
        this.code = code;
        this.suffix = suffix;
    }

    /// The register's number in an instruction.
    public final int code() {
        return code;
    }

    @Override
    public final String toString() {
        return name + code + suffix;
    }
}
