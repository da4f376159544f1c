package dev.touchstone.relocation;

/// A branch that has a long and a short form: one row of a `.relaxations` table.
///
/// @param longCode the code before the field of the long form
/// @param shortCode the code before the field of the short form
record Relaxation(FixupKind longKind, CodePattern longCode, FixupKind shortKind, CodePattern shortCode) {
    Relaxation {
        if (shortCode.bytes() + shortKind.bytes() >= longCode.bytes() + longKind.bytes()) {
            throw new IllegalArgumentException("%s %s is not shorter than %s %s"
                    .formatted(shortCode, shortKind.name(), longCode, longKind.name()));
        }
    }

    int longBytes() {
        return longCode.bytes() + longKind.bytes();
    }

    int shortBytes() {
        return shortCode.bytes() + shortKind.bytes();
    }

    /// What the short form's addend is, where the long form's is `addend`: both count from the branch's end.
    long shortAddend(long addend) {
        return addend + longKind.bytes() - shortKind.bytes();
    }
}
