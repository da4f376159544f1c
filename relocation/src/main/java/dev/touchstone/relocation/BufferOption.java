package dev.touchstone.relocation;

/// What a [CodeBuffer] does beyond writing what it is told. Without an option, code has the size that the calls
/// say, and offsets stay what they were.
public enum BufferOption {
    /// Branches to labels take the shortest form that reaches, found when the image is made: labels and the bytes
    /// behind a shortened branch move then. Only for sets whose branches have forms of several lengths (x86).
    SHORTEST_BRANCHES,
    /// A branch to a label that it can't reach goes by way of an island (a veneer), and literals are placed,
    /// before their range runs out. Only for sets whose branches are short of range (A64, A32, T32).
    EXTENDED_REACH
}
