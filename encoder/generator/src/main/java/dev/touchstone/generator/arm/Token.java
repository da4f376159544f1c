package dev.touchstone.generator.arm;

import java.util.List;

/// A piece of a row's syntax.
sealed interface Token {
    /// A word, a number, or one character of punctuation; words in upper case.
    record Text(String text) implements Token {}

    /// An operand.
    record Hole(HoleView hole) implements Token {}

    /// The register after another operand's: its number plus `step`, modulo `modulus` unless that is 0, written
    /// as
    /// `kind`.
    record Next(HoleView of, String kind, int step, int modulus) implements Token {}

    /// `{ ... }` as it stands, around a list.
    record ListBrace(boolean open) implements Token {}

    /// A part that may be left out.
    record Optional(List<Token> tokens) implements Token {}
}
