package dev.touchstone.encoder.arm;

import dev.touchstone.encoder.RelocationOperators;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.OperandValues;
import dev.touchstone.isa.arm.codec.LabelCodec;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import dev.touchstone.relocation.AArch32Fixups;
import dev.touchstone.relocation.AArch64Fixups;
import dev.touchstone.relocation.FixupTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What assemblers write into object files for every relocation operator, in every row that can have it. As a
/// command it records them anew; it needs LLVM 19's tools and GNU's `aarch64-linux-gnu-as`:
///
///     java -cp ... dev.touchstone.encoder.arm.OperatorVectors > operators.vectors
final class OperatorVectors {
    static final String RESOURCE = "operators.vectors";

    private OperatorVectors() {}

    /// @param bytes of the object file, hexadecimal
    /// @param kind of its relocation
    /// @param addend of the same, or 0 where it stands in the bytes
    record Vector(Isa isa, String statement, String bytes, String kind, long addend) {
        static Vector of(Row row) {
            String[] relocation = row.column(3).split(" ");
            return new Vector(
                    Isa.ofLabel(row.column(0)),
                    row.column(1),
                    row.column(2),
                    relocation[0],
                    relocation.length > 1 ? Long.parseLong(relocation[1], 16) : 0);
        }
    }

    static List<Vector> all() {
        return TableReader.read(OperatorVectors.class, RESOURCE).stream()
                .map(Vector::of)
                .toList();
    }

    static FixupTable fixups(Isa isa) {
        return isa == Isa.A64 ? AArch64Fixups.TABLE : AArch32Fixups.TABLE;
    }

    static RelocationOperators operators(Isa isa) {
        return RelocationOperators.load(isa == Isa.A64 ? "aarch64.operators" : "aarch32.operators", fixups(isa));
    }

    /// Every form that may have an operator, with each that it may have.
    static List<String> statements(Isa isa) {
        ArmLanguage language = ArmLanguage.of(isa);
        List<String> statements = new ArrayList<>();
        Random random = new Random(1);
        for (ArmForm form : language.forms()) {
            for (Hole hole : form.holes()) {
                if (hole.codec() instanceof LabelCodec codec && codec.fixup() != null) {
                    for (RelocationOperators.Operator operator : operators(isa).all()) {
                        if (operator.usual().name().equals(codec.fixup())) {
                            long[] values = OperandValues.legal(form, 1, random).getFirst();
                            if (form.itCondition() >= 0) {
                                values[form.itCondition()] = 14;
                            }
                            statements.add(language.formatWith(
                                    new ArmInstruction(form, values, List.of()),
                                    hole.index(),
                                    (isa == Isa.A64
                                            ? ":" + operator.name() + ":sym+8"
                                            : "#:" + operator.name() + ":sym")));
                        }
                    }
                }
            }
        }
        return statements;
    }

    public static void main(String[] args) throws IOException {
        System.out.println("""
                # Relocation operators and what LLVM 19's assembler makes of them in an object file, or GNU's (`as`). Recorded by
                # OperatorVectors. set | statement | bytes | relocation, addend | by""");
        for (Isa isa : List.of(Isa.A64, Isa.A32, Isa.T32)) {
            for (String statement : statements(isa)) {
                // LLVM 19 takes :tlsdesc: before a literal, and forgets it.
                String answer = Llvm.relocation(isa, statement, !statement.matches("(ldr|prfm).*, :tlsdesc:.*"));
                if (answer.startsWith("error")) {
                    System.err.println(isa + " " + statement + ": " + answer);
                } else {
                    System.out.printf("%s | %-40s | %s%n", isa.label(), statement, answer);
                }
            }
        }
    }
}
