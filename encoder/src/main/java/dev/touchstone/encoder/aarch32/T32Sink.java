package dev.touchstone.encoder.aarch32;

import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;

/// Where the generated methods put finished T32 instructions. Instructions without a condition must stand
/// outside of an IT block,
/// those with one must fit their place in it.
public interface T32Sink {
    /// Whether the next instruction stands outside of an IT block.
    boolean isFree();

    /// Appends a narrow instruction.
    void half(int half);

    /// Appends a wide instruction, its first halfword in the upper half.
    void word(int word);

    /// Appends a narrow instruction with a label operand.
    void half(int half, FixupKind kind, Label target, long addend);

    /// Appends a wide instruction with a label operand.
    void word(int word, FixupKind kind, Label target, long addend);

    /// Holds a condition against the IT block: it must be the next one's.
    ///
    /// @param last whether the instruction must be the block's last
    /// @return this sink as inside of the block, for the one instruction that follows at once
    T32Sink inBlock(Condition condition, boolean last);

    /// Begins an IT block.
    ///
    /// @param half the IT instruction
    void beginBlock(int half);

    /// Holds an instruction against the VPT block: it must be one for the lanes where the predicate holds, or
    /// for those where it doesn't.
    ///
    /// @return this sink as inside of the block, for the one instruction that follows at once
    T32Sink inVector(boolean then);

    /// Announces that the instruction that follows at once begins a VPT block.
    ///
    /// @param pattern a 1 for `e` from bit 3 down, then a set bit, then zeros
    /// @return this sink
    T32Sink beginVector(int pattern);
}
