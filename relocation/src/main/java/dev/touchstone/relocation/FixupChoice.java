package dev.touchstone.relocation;

import org.jspecify.annotations.Nullable;

/// Which kind of fixup is meant where an instruction would take another one: what a relocation operator of a text
/// says. Its string is what errors name.
@FunctionalInterface
public interface FixupChoice {
    /// The kind, which stores its value in the bits of `usual`, or null if there is none.
    @Nullable
    FixupKind of(FixupKind usual);

    /// That kind, wherever it stores its value in the usual one's bits.
    static FixupChoice only(FixupKind kind) {
        return new FixupChoice() {
            @Override
            public @Nullable FixupKind of(FixupKind usual) {
                return kind.hasBitsOf(usual) ? kind : null;
            }

            @Override
            public String toString() {
                return kind.name();
            }
        };
    }
}
