package dev.touchstone.relocation;

import org.jspecify.annotations.Nullable;

/// A place in a [CodeBuffer], known now or later. Made by [CodeBuffer#newLabel()] and its kin; belongs to that
/// buffer and its sections until it is reset.
public final class Label {
    static final int UNBOUND = -1;
    static final int EXTERNAL = -2;
    /// Of a label that stands some bytes from another one: [#base].
    static final int DERIVED = -3;

    final CodeUnit unit;
    final int epoch;
    final @Nullable String name;
    int offset = UNBOUND;
    /// Head of the chain of pending fixups that wait for this label, or -1.
    int pending = -1;

    /// The section in which the label is bound.
    @Nullable
    CodeBuffer home;

    /// The same, if what refers to it from there may be resolved at once.
    @Nullable
    CodeBuffer fixed;

    /// Where branches are shortened: the paddings of its section that stand before it.
    int paddings;

    /// Whether it stands for a literal that is placed where its users reach it.
    boolean isLiteral;

    private @Nullable CodeBuffer veneerHome;
    private int veneer = -1;

    boolean global;
    SymbolType type = SymbolType.UNTYPED;
    private @Nullable Label base;
    private long distance;
    private @Nullable FixupKind via;

    Label(CodeUnit unit, @Nullable String name) {
        this.unit = unit;
        this.epoch = unit.epoch;
        this.name = name;
    }

    /// The name, or null for an anonymous label.
    public @Nullable String name() {
        return name;
    }

    /// What the label stands for, as object files tell it.
    public SymbolType type() {
        return type;
    }

    /// The place that many bytes behind this one, or before it if the distance is negative. Wherever a label may
    /// stand, it may too; it can't be bound itself.
    public Label plus(long bytes) {
        Label derived = new Label(unit, null);
        derived.offset = DERIVED;
        derived.base = base();
        derived.distance = Math.addExact(distance, bytes);
        derived.via = via;
        return derived;
    }

    /// The same place, referred to by another kind of fixup than the one that an instruction would take: one that
    /// stores its value in the same bits, as of a label's entry in the global offset table. Assemblers write it
    /// `label@GOTPCREL`.
    ///
    /// ```java
    /// a.mov(rax, ptr(code.external("environ").via(R_X86_64_GOTPCREL)));
    /// ```
    public Label via(FixupKind kind) {
        Label derived = plus(0);
        derived.via = kind;
        return derived;
    }

    /// Whether the label may be referred to where a fixup of this kind would: unless [#via(FixupKind)] gave it
    /// another one that stores its value in other bits.
    public boolean isFor(FixupKind usual) {
        return via == null || via.hasBitsOf(usual);
    }

    /// The kind of fixup that refers to this label in the place of `usual`.
    ///
    /// @throws RelocationException if it stores its value in other bits
    FixupKind kind(FixupKind usual) {
        if (via == null) {
            return usual;
        }
        if (!isFor(usual)) {
            throw new RelocationException(
                    "%s can't be referred to by %s here: the field is %s's, other bits".formatted(this, via, usual));
        }
        return via;
    }

    /// Whether [#via(FixupKind)] made it.
    boolean isIndirect() {
        return via != null;
    }

    /// The label that this one stands some bytes from: itself, unless it was made by [#plus(long)].
    Label base() {
        return base == null ? this : base;
    }

    /// Bytes from [#base()] to here.
    long distance() {
        return distance;
    }

    /// The offset of the last veneer for this label in a section, or -1.
    int veneerIn(CodeBuffer section) {
        return veneerHome == section ? veneer : -1;
    }

    void setVeneer(CodeBuffer section, int offset) {
        veneerHome = section;
        veneer = offset;
    }

    /// Whether the label has its place.
    public boolean isBound() {
        return offset >= 0 || base != null && base.offset >= 0;
    }

    /// Whether the label stands for a symbol outside of the code.
    public boolean isExternal() {
        return base().offset == EXTERNAL;
    }

    /// The offset in bytes from the start of its section. With [BufferOption#SHORTEST_BRANCHES] that is where it
    /// stands before branches are shortened; the image knows where it stands in the end.
    ///
    /// @throws RelocationException if the label has no place yet, or an offset that no code has
    public int offset() {
        if (offset >= 0) {
            return offset;
        }
        if (base == null || base.offset < 0) {
            throw new RelocationException(this + " is not bound");
        }
        long derived = base.offset + distance;
        if (derived < 0 || derived > Integer.MAX_VALUE) {
            throw new RelocationException(this + " is at offset " + derived + ", outside of any code");
        }
        return (int) derived;
    }

    @Override
    public String toString() {
        if (via != null) {
            return base + (distance == 0 ? "" : " + " + distance) + " by " + via;
        }
        if (base != null) {
            return base + (distance < 0 ? " - 0x" : " + 0x") + Long.toHexString(Math.abs(distance));
        }
        return name != null ? "label \"" + name + "\"" : "an anonymous label";
    }
}
