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
                Map.of("p", 16, "pn", 16, "numbered", 16),
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
                        Map.entry("pn", "Pn"),
                        Map.entry("prefix=c", "C"),
                        Map.entry("prefix=za", "Za")),
                Map.of(
                        "LSL", new Target.Literal("Lsl", ""),
                        "MSL", new Target.Literal("Msl", ""),
                        "MUL", new Target.Literal("Mul", "")),
                false,
                "AnyCondition",
                "Condition",
                lattice,
                NameTypes.load("a64.types", lattice),
                Shapes.load("a64.shapes"));
    }

    static Target a32() {
        return aarch32(Isa.A32, "A32");
    }

    static Target t32() {
        return aarch32(Isa.T32, "T32");
    }

    private static Target aarch32(Isa isa, String prefix) {
        TypeLattice lattice = new TypeLattice();
        return new Target(
                isa,
                prefix,
                "dev.touchstone.encoder.aarch32",
                "AArch32Fixups",
                Map.of("r", 16, "q", 16, "numbered", 16),
                Map.of("r", "R", "s", "S", "d", "D", "q", "Q", "prefix=p", "P", "prefix=c", "C"),
                Map.ofEntries(
                        Map.entry("SP", new Target.Literal("R", "$.code() == 13")),
                        Map.entry("LR", new Target.Literal("R", "$.code() == 14")),
                        Map.entry("PC", new Target.Literal("R", "$.code() == 15")),
                        Map.entry("APSR", new Target.Literal("StatusRegister", "$ == StatusRegister.APSR")),
                        Map.entry("CPSR", new Target.Literal("StatusRegister", "$ == StatusRegister.CPSR")),
                        Map.entry("SPSR", new Target.Literal("StatusRegister", "$ == StatusRegister.SPSR")),
                        Map.entry("LSL", new Target.Literal("Lsl", "")),
                        Map.entry("ASR", new Target.Literal("Asr", "")),
                        Map.entry("ROR", new Target.Literal("Ror", ""))),
                true,
                "Condition",
                "Condition",
                lattice,
                NameTypes.load("a32.types", lattice),
                Shapes.load("a32.shapes"));
    }
}
