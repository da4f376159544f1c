package dev.touchstone.conformance.subject;

import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.util.Set;

/// An assembler under test. Called from several threads at once. What it throws counts as a refusal where a
/// statement must be refused, and as an error of its own elsewhere.
public interface Subject {
    /// Our own.
    Subject TOUCHSTONE = new Touchstone();

    /// As reports and policies name it.
    String name();

    default String version() {
        return "1";
    }

    /// The sets that it has.
    Set<Isa> isas();

    /// Whether it may have an instruction. Forms that it has not are left out; whether it takes certain operands
    /// of one that it has, [#encode(Isa, Instruction, String)] says.
    default boolean has(Isa isa, Form form) {
        return true;
    }

    /// The bytes of one instruction that has an encoding.
    ///
    /// @param instruction its form and operands, for assemblers that are called with types
    /// @param text the same as one statement in the manual's syntax, for those that are called with text;
    ///     branch targets are absolute on x86 and offsets from the instruction on Arm
    Encoded encode(Isa isa, Instruction instruction, String text);

    /// The bytes of a statement that must be refused; an assembler that takes no text leaves this.
    default Encoded encode(Isa isa, String statement) {
        return new Encoded.Unknown("it takes no text");
    }

    /// Whether it must give the oracle's very bytes. Else another encoding of the same instruction is right
    /// too: one that the oracle's decoder reads as the same text.
    default boolean isExact() {
        return false;
    }

    /// Its known divergences: rules `diverges` on the forms that it gets wrong.
    default Policy policy() {
        return Policy.read(name(), version(), name(), "");
    }
}
