package dev.touchstone.isa.arm.codec;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// One kind of operand with its parameters and its fields' width. Immutable.
public abstract class HoleCodec {
    /// The answer of [#encode] and [#decode] where there is none. No operand has this value.
    public static final long REFUSED = 0x7FF4_5EED_BAD0_0001L;

    protected HoleCodec() {}

    /// Reads the operand at the cursor into [Cursor#value]. Does not judge the value: [#encode] does.
    ///
    /// @return false if the text there is not of this kind; where the cursor stands then does not matter
    public abstract boolean parse(Cursor in);

    /// Prints the operand as [#parse] reads it.
    public abstract void format(long value, StringBuilder out);

    /// The joined fields' bits.
    ///
    /// @param other the value of the hole that `with=` names, else 0
    /// @return [#REFUSED] if the value has none
    public abstract long encode(long value, long other);

    /// The value that the joined fields' bits mean; the inverse of [#encode].
    ///
    /// @return [#REFUSED] if they mean none
    public abstract long decode(long bits, long other);

    /// What is allowed, for people: `0 to 32760 in steps of 8`.
    public abstract String allowed();

    /// The values to test first: both ends of each range, special cases. May hold values that another hole's
    /// value forbids.
    public abstract long[] edges();

    /// A legal value.
    public abstract long sample(RandomGenerator random);

    /// Operands as text that must be refused where this operand stands.
    public List<String> illegal() {
        return List.of();
    }

    /// The machine state's registers that a value names: `x5`, `z7`, `r3`.
    public void registers(long value, Consumer<String> sink) {}

    /// How many registers a value names.
    public int count(long value) {
        return 1;
    }

    /// Whether this is a register operand or a list of registers: those are what `access=` counts.
    public boolean isRegister() {
        return false;
    }

    /// Whether a statement may name a label here.
    public boolean isLabel() {
        return false;
    }
}
