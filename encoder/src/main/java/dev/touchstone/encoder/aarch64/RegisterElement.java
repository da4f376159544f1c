package dev.touchstone.encoder.aarch64;

/// One element of a vector register.
public abstract class RegisterElement {
    private final String name;
    private final int code;
    private final String suffix;
    private final int index;

    RegisterElement(String name, int code, String suffix, int index) {
        this.name = name;
        this.code = code;
        this.suffix = suffix;
        this.index = index;
    }

    /// The register's number in an instruction.
    public final int code() {
        return code;
    }

    /// The element's index, counted from 0.
    public final int index() {
        return index;
    }

    @Override
    public final String toString() {
        return name + code + suffix + "[" + index + "]";
    }
}
