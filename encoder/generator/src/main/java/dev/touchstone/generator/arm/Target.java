package dev.touchstone.generator.arm;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.codec.ConditionCodec;
import java.util.Map;

/// What differs between the sets.
///
/// @param isa the set
/// @param prefix of the generated types: `A64`
/// @param packageName of the assembler
/// @param fixups the class with the fixup kinds' constants
/// @param banks how many registers the Java types of each kind have
/// @param registers Java types of registers by kind
/// @param literals Java types of literal words that are operands of their own
/// @param writeBackTypes whether `!` behind a register is a type of its own
/// @param anyCondition the Java type of conditions
/// @param condition the Java type of conditions without those that always hold
/// @param lattice subtypes
/// @param names types of named operands
/// @param shapes types of memory operands
record Target(
        Isa isa,
        String prefix,
        String packageName,
        String fixups,
        Map<String, Integer> banks,
        Map<String, String> registers,
        Map<String, Literal> literals,
        boolean writeBackTypes,
        String anyCondition,
        String condition,
        TypeLattice lattice,
        NameTypes names,
        Shapes shapes) {

    /// A literal word that is a parameter.
    ///
    /// @param type Java type
    /// @param condition Java condition with `$` for the parameter, or empty if the type says it all
    record Literal(String type, String condition) {}

    /// How many registers the Java type of a kind has.
    int bank(String kind) {
        return banks.getOrDefault(kind, 32);
    }

    /// The codes that the Java type of a condition has, a bit for each.
    long conditions(ConditionCodec codec) {
        boolean some = (codec.refused() & 0xC000) == 0xC000;
        return isa != Isa.A64 ? 0x7FFF : some ? 0x3FFF : 0xFFFF;
    }

    /// The interface that takes finished instructions.
    String sink() {
        return prefix + "Sink";
    }

    /// The generated class with the codecs that methods call.
    String codecs() {
        return prefix + "Codecs";
    }
}
