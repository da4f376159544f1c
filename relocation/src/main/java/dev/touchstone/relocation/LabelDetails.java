package dev.touchstone.relocation;

import org.jspecify.annotations.Nullable;

/// What only few labels have: most are a place and nothing else, and an assembler makes one for each branch.
final class LabelDetails {
    @Nullable
    String name;

    SymbolType type = SymbolType.UNTYPED;
    boolean isGlobal;

    /// Whether it stands for a literal that is placed where its users reach it.
    boolean isLiteral;

    /// Where branches are shortened: the paddings of its section that stand before it.
    int paddings;

    /// The section that holds the last veneer for it, and the veneer's offset there.
    @Nullable
    CodeBuffer veneerHome;

    int veneer;

    /// The label from which this one stands `distance` bytes, and what kind of fixup is to refer to it.
    @Nullable
    Label base;

    long distance;

    @Nullable
    FixupChoice via;
}
