package dev.touchstone.relocation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finished code as an object file holds it: sections, symbols, and the relocations that a linker has to do. What
/// is relative within a section is resolved already. Immutable.
///
/// @param machine of the first section
public record ObjectCode(
        Machine machine, List<Section> sections, List<Symbol> symbols, List<SectionRelocation> relocations) {
    public ObjectCode {
        sections = List.copyOf(sections);
        symbols = List.copyOf(symbols);
        relocations = List.copyOf(relocations);
    }

    /// A section.
    ///
    /// @param machine that its code is for
    /// @param bytes of it; none for [SectionKind#BSS]
    /// @param size in bytes
    /// @param alignment what its address must be a multiple of; a power of two
    /// @param turns offsets at which code becomes data, then code again, and so on
    public record Section(SectionKind kind, Machine machine, byte[] bytes, int size, int alignment, int[] turns) {
        /// Whether code, not data, stands at the offset.
        public boolean isCode(int offset) {
            int before = Arrays.binarySearch(turns, offset);
            int turnsUpTo = before < 0 ? -before - 1 : before + 1;
            return (kind == SectionKind.TEXT) == (turnsUpTo % 2 == 0);
        }
    }

    /// A named symbol.
    ///
    /// @param section its index, or -1 if it is external
    /// @param offset in its section
    /// @param global whether other files may refer to it; so for each external one
    public record Symbol(String name, int section, int offset, boolean global, SymbolType type) {
        public boolean isExternal() {
            return section < 0;
        }
    }

    /// A relocation that is left to do.
    ///
    /// @param section the index of the section that is patched
    /// @param offset of the patched bytes in it
    /// @param symbol the name of the symbol that S is the address of, or null for a nameless place
    /// @param targetSection the section of the place that is referred to, or -1 if it is external
    /// @param targetOffset its offset there
    /// @param addend A
    public record SectionRelocation(
            FixupKind kind,
            int section,
            int offset,
            @Nullable String symbol,
            int targetSection,
            int targetOffset,
            long addend) {}
}
