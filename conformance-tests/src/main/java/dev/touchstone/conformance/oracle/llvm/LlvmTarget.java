package dev.touchstone.conformance.oracle.llvm;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.List;

/// A row of `llvm-targets.table`.
///
/// @param triple LLVM's name of the target
/// @param preamble directives before the lines
/// @param features LLVM's features, as in `+neon,+crc`
record LlvmTarget(Isa isa, String triple, String preamble, String features) {
    private static final List<LlvmTarget> TABLE = TableReader.read(LlvmTarget.class, "llvm-targets.table").stream()
            .map(LlvmTarget::of)
            .toList();

    private static LlvmTarget of(Row row) {
        if (row.columns().size() != 4) {
            throw row.wrong("a target has four columns");
        }
        String features = row.column(3).equals("-") ? "" : row.column(3);
        return new LlvmTarget(Isa.ofLabel(row.column(0)), row.column(1), row.column(2), features);
    }

    /// Those of a set, in the order in which they are asked.
    static List<LlvmTarget> of(Isa isa) {
        return TABLE.stream().filter(t -> t.isa == isa).toList();
    }

    boolean isX86() {
        return isa == Isa.X86_64 || isa == Isa.X86_32;
    }
}
