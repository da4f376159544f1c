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
/// @param words those that it may read where earlier targets do not
record LlvmTarget(Isa isa, String triple, String preamble, String features, WordSet words) {
    /// LLVM remarks of some instructions of A64 what they leave undone.
    static final String REMARK = "//";

    private static final int T32_FIRST_WIDE = 0xE800;

    private static final List<LlvmTarget> TABLE = TableReader.read(LlvmTarget.class, "llvm-targets.table").stream()
            .map(LlvmTarget::of)
            .toList();

    private static LlvmTarget of(Row row) {
        if (row.columns().size() != 5) {
            throw row.wrong("a target has five columns");
        }
        String features = row.column(3).equals("-") ? "" : row.column(3);
        try {
            WordSet words = WordSet.of(row.column(4));
            return new LlvmTarget(Isa.ofLabel(row.column(0)), row.column(1), row.column(2), features, words);
        } catch (IllegalArgumentException e) {
            throw row.wrong(String.valueOf(e.getMessage()));
        }
    }

    /// Those of a set, in the order in which they are asked.
    static List<LlvmTarget> of(Isa isa) {
        return TABLE.stream().filter(t -> t.isa == isa).toList();
    }

    /// Whether the target is to be asked of a piece of code.
    ///
    /// @param at where it begins
    /// @param width its bytes
    boolean mayRead(byte[] code, int at, int width) {
        if (width != 4) {
            return true;
        }
        int first = halfword(code, at);
        int second = halfword(code, at + 2);
        return isa == Isa.T32
                ? first < T32_FIRST_WIDE || words.contains(first << 16 | second)
                : words.contains(second << 16 | first);
    }

    /// How many bytes the instruction of one of Arm's sets has that begins there.
    int width(byte[] code, int at) {
        return isa == Isa.T32 && at + 1 < code.length && halfword(code, at) < T32_FIRST_WIDE ? 2 : 4;
    }

    private static int halfword(byte[] code, int at) {
        return code[at] & 0xFF | (code[at + 1] & 0xFF) << 8;
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
