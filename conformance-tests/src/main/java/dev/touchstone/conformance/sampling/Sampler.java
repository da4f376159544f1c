package dev.touchstone.conformance.sampling;

import dev.touchstone.encoder.Instruction;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Chooses operands for instruction forms. Found by [java.util.ServiceLoader]. The same generator state gives
/// the same choice.
public interface Sampler {
    /// Whether this sampler knows the operand kinds of that set.
    boolean samples(Isa isa);

    /// Instructions of that form that have an encoding: special cases of each operand first, then random ones.
    ///
    /// @param count how many at the most; fewer if the form has fewer
    List<Instruction> legal(Isa isa, Form form, int count, RandomGenerator random);

    /// Statements that name the form's mnemonic and must be refused: values one step outside of a range,
    /// registers that the form forbids. Empty if the form forbids nothing.
    List<String> illegal(Isa isa, Form form, int count, RandomGenerator random);

    /// An instruction of that form for a random program: its registers are a few, so that what one writes another
    /// reads, and its address leads into the data window by registers that
    /// [dev.touchstone.conformance.state.Pointers] names.
    ///
    /// @return null if the form has no such operands, or those that were drawn have no encoding
    @Nullable
    Instruction pooled(Isa isa, Form form, RandomGenerator random);
}
