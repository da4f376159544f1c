package dev.touchstone.conformance.oracle.llvm;

import dev.touchstone.conformance.oracle.BranchText;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.Arrays;
import java.util.List;

/// A row of `llvm-targets.table`.
///
/// @param triple LLVM's name of the target
/// @param preamble directives before the lines
/// @param features LLVM's features, as in `+neon,+crc`
record LlvmTarget(Isa isa, String triple, String preamble, String features) {
    /// LLVM remarks of some instructions of A64 what they leave undone.
    static final String REMARK = "//";

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
        return isa.isX86();
    }

    /// What LLVM's text of one instruction says in this project's conventions.
    ///
    /// @param code the piece of code, of which the instruction is `length` bytes from `at`
    String statement(String text, byte[] code, int at, int length, long address) {
        if (!isX86()) {
            int end = isa == Isa.A64 ? text.indexOf(REMARK) : -1;
            return (end < 0 ? text : text.substring(0, end)).strip().replace('\t', ' ');
        }
        String line = text.strip().replace('\t', ' ');
        boolean wide = isa == Isa.X86_64;
        String absolute = BranchText.absolute(line, address + at + length, wide ? -1L : 0xFFFF_FFFFL);
        return X86Text.exact(absolute, Arrays.copyOfRange(code, at, at + length), wide);
    }

    /// The statements of one piece of code.
    String join(List<String> statements) {
        return statements.size() == 1
                ? statements.getFirst()
                : isX86() ? X86Text.join(statements) : String.join("\n", statements);
    }
}
