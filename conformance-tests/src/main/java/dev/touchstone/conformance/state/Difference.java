package dev.touchstone.conformance.state;

/// A place in which two states differ.
///
/// @param place a register, or a range of memory: `data[0x10..0x13]`
/// @param left its value on the one side, as text
/// @param right on the other
/// @param note what else there is to say; mostly empty
public record Difference(String place, String left, String right, String note) {
    /// One line.
    ///
    /// @param leftName whose the left value is
    /// @param rightName whose the right value is
    public String line(String leftName, String rightName) {
        return "%s: %s %s, %s %s%s".formatted(place, leftName, left, rightName, right, note);
    }
}
