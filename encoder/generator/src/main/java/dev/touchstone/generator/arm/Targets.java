package dev.touchstone.generator.arm;

import dev.touchstone.isa.Isa;
import java.util.Map;

/// The sets.
final class Targets {
    private Targets() {}

    static Target a64() {
        TypeLattice lattice = new TypeLattice();
        return new Target(
                Isa.A64,
                "A64",
                "dev.touchstone.encoder.aarch64",
                "AArch64Fixups",
                Map.of("p", 16, "pn", 16),
                Map.ofEntries(
                        Map.entry("x", "XOrZr"),
                        Map.entry("w", "WOrZr"),
                        Map.entry("x|sp", "XOrSp"),
                        Map.entry("w|sp", "WOrSp"),
                        Map.entry("b", "B"),
                        Map.entry("h", "H"),
                        Map.entry("s", "S"),
                        Map.entry("d", "D"),
                        Map.entry("q", "Q"),
                        Map.entry("v", "V"),
                        Map.entry("z", "Z"),
                        Map.entry("p", "P"),
                        Map.entry("pn", "Pn")),
                Map.of("LSL", "Lsl", "MSL", "Msl", "MUL", "Mul"),
                "AnyCondition",
                "Condition",
                lattice,
                NameTypes.load("a64.types", lattice),
                Shapes.load("a64.shapes"));
    }
}
