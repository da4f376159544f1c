package dev.touchstone.relocation;

import org.jspecify.annotations.Nullable;

/// A place in a [CodeBuffer], known now or later. Made by [CodeBuffer#newLabel()] and its kin; belongs to that
/// buffer and its sections until it is reset.
public final class Label {
    static final int UNBOUND = -1;
    static final int EXTERNAL = -2;
    /// Of a label that stands some bytes from another one: [#base].
    static final int DERIVED = -3;

    private static final LabelDetails NONE = new LabelDetails();

    final CodeGeneration generation;
    int offset = UNBOUND;
    /// Head of the chain of pending fixups that wait for this label, or -1.
    int pending = -1;

    /// The section in which the label is bound.
    @Nullable
    CodeBuffer home;

    /// [#NONE] unless there are any: then they are its own.
    private LabelDetails details = NONE;

    Label(CodeGeneration generation) {
        this.generation = generation;
    }

    Label(CodeGeneration generation, String name) {
        this(generation);
        own().name = name;
    }

    /// Details that may be written.
    LabelDetails own() {
        if (details == NONE) {
            details = new LabelDetails();
        }
        return details;
    }

    LabelDetails details() {
        return details;
    }

    /// The name, or null for an anonymous label.
    public @Nullable String name() {
        return details.name;
    }

    /// What the label stands for, as object files tell it.
    public SymbolType type() {
        return details.type;
    }

    /// The place that many bytes behind this one, or before it if the distance is negative. Wherever a label may
    /// stand, it may too; it can't be bound itself.
    public Label plus(long bytes) {
        Label derived = new Label(generation);
        derived.offset = DERIVED;
        LabelDetails own = derived.own();
        own.base = base();
        own.distance = Math.addExact(details.distance, bytes);
        own.via = details.via;
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
        return via(FixupChoice.only(kind));
    }

    /// The same place, referred to by another kind of fixup, which the one that an instruction would take tells.
    public Label via(FixupChoice choice) {
        Label derived = plus(0);
        derived.own().via = choice;
        return derived;
    }

    /// Whether the label may be referred to where a fixup of this kind would: unless [#via(FixupKind)] gave it
    /// another one that stores its value in other bits.
    public boolean isFor(FixupKind usual) {
        FixupChoice via = details.via;
        return via == null || via.of(usual) != null;
    }

    /// The kind of fixup that refers to this label in the place of `usual`.
    ///
    /// @throws RelocationException if it stores its value in other bits
    FixupKind kind(FixupKind usual) {
        FixupChoice via = details.via;
        if (via == null) {
            return usual;
        }
        FixupKind kind = via.of(usual);
        if (kind == null) {
            throw new RelocationException("%s can't stand here: the field is for %s".formatted(this, usual));
        }
        return kind;
    }

    /// Whether [#via(FixupKind)] made it.
    boolean isIndirect() {
        return details.via != null;
    }

    /// The label that this one stands some bytes from: itself, unless it was made by [#plus(long)].
    Label base() {
        Label base = details.base;
        return base == null ? this : base;
    }

    /// Bytes from [#base()] to here.
    long distance() {
        return details.distance;
    }

    /// The offset of the last veneer for this label in a section, or -1.
    int veneerIn(CodeBuffer section) {
        return details.veneerHome == section ? details.veneer : -1;
    }

    void setVeneer(CodeBuffer section, int offset) {
        LabelDetails own = own();
        own.veneerHome = section;
        own.veneer = offset;
    }

    /// Whether the label has its place.
    public boolean isBound() {
        return base().offset >= 0;
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
        int base = base().offset;
        if (base < 0) {
            throw new RelocationException(this + " is not bound");
        }
        long derived = base + details.distance;
        if (derived < 0 || derived > Integer.MAX_VALUE) {
            throw new RelocationException(this + " is at offset " + derived + ", outside of any code");
        }
        return (int) derived;
    }

    @Override
    public String toString() {
        long distance = details.distance;
        if (details.via != null) {
            return base() + (distance == 0 ? "" : " + " + distance) + " by " + details.via;
        }
        if (base() != this) {
            return base() + (distance < 0 ? " - 0x" : " + 0x") + Long.toHexString(Math.abs(distance));
        }
        return details.name != null ? "label \"" + details.name + "\"" : "an anonymous label";
    }
}
