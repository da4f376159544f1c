package dev.touchstone.relocation;

import org.jspecify.annotations.Nullable;

/// A place in a [CodeBuffer], known now or later. Made by [CodeBuffer#newLabel()] and its kin; belongs to that
/// buffer until it is reset.
public final class Label {
    static final int UNBOUND = -1;
    static final int EXTERNAL = -2;

    final CodeBuffer owner;
    final int epoch;
    final @Nullable String name;
    int offset;
    /// Head of the chain of pending fixups that wait for this label, or -1.
    int pending = -1;

    Label(CodeBuffer owner, int epoch, @Nullable String name, int offset) {
        this.owner = owner;
        this.epoch = epoch;
        this.name = name;
        this.offset = offset;
    }

    /// The global name, or null for an anonymous label.
    public @Nullable String name() {
        return name;
    }

    /// Whether the label has its place.
    public boolean isBound() {
        return offset >= 0;
    }

    /// The offset in bytes from the start of the buffer.
    ///
    /// @throws RelocationException if the label has no place yet
    public int offset() {
        if (offset < 0) {
            throw new RelocationException(this + " is not bound");
        }
        return offset;
    }

    @Override
    public String toString() {
        return name != null ? "label \"" + name + "\"" : "an anonymous label";
    }
}
