package dev.touchstone.isa;

import dev.touchstone.isa.table.SourceLine;
import java.util.Set;

/// An instruction form: one encoding of one instruction with given operand kinds. One row of a table, expanded.
public interface Form {
    /// Unique among the forms of all sets, stable as long as the row's syntax stands: `x86:ADD r/m64, r64`.
    String id();

    /// The sets that have this form; x86 rows may be of both modes.
    Set<Isa> isas();

    /// The mnemonic in lower case, without condition or type suffixes that operands decide.
    String mnemonic();

    /// The syntax as the manual writes it.
    String syntax();

    /// The CPU feature that it needs, by the manual's name.
    String feature();

    /// The opcode column or the bit diagram, as the manual writes it.
    String encoding();

    /// What running it reads, writes and leaves undefined.
    Effects effects();

    /// Whether samples of it can be told from other forms'. A row for another spelling of what an earlier row
    /// takes says that they can't.
    default boolean isSampled() {
        return true;
    }

    /// Where its row stands.
    SourceLine source();
}
