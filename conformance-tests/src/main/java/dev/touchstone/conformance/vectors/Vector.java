package dev.touchstone.conformance.vectors;

import java.util.HexFormat;
import java.util.List;

/// A text and its bytes.
///
/// @param bytes in memory order
/// @param text one statement, or several separated by `; `
public record Vector(byte[] bytes, String text) {
    /// The text's statements.
    public List<String> statements() {
        return List.of(text.split("; "));
    }

    /// The line of a file.
    String line() {
        return HexFormat.of().formatHex(bytes) + " " + text;
    }
}
