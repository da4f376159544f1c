package dev.touchstone.isa;

import java.util.Set;

/// What an instruction form does beside its written operands. Names are those of the machine state: `rax`,
/// `x0`, `CF`.
///
/// @param flagsRead flags that it reads
/// @param flagsWritten flags that it leaves defined, by their manual's letters or names
/// @param flagsUndefined flags that it may leave with any value: these are never compared
/// @param registersRead registers that it reads without naming them
/// @param registersWritten registers that it writes without naming them
/// @param traits further traits, as the table's grammar lists them: `branch`, `privileged`, `memory`...
public record Effects(
        Set<String> flagsRead,
        Set<String> flagsWritten,
        Set<String> flagsUndefined,
        Set<String> registersRead,
        Set<String> registersWritten,
        Set<String> traits) {
    public static final Effects NONE = new Effects(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
}
