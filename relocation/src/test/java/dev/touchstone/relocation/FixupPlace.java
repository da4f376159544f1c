package dev.touchstone.relocation;

import java.util.EnumMap;
import java.util.Map;

/// Applies kinds so that a wanted value comes out, whatever their formula is.
final class FixupPlace {
    private static final long PLACE = 0x1000_7108L;
    private static final long TABLE = 0x1001_7108L;

    private FixupPlace() {}

    /// Patches the start of `code`, at an address where the kind's formula gives `value`.
    static void apply(FixupKind kind, byte[] code, long value) {
        Formula formula = kind.arithmetic();
        long a = 8;
        long base = kind.isRelativeToPlace() ? formula.subtracted(PLACE) : 0;
        Map<LinkTerm, Long> terms = new EnumMap<>(LinkTerm.class);
        if (kind.terms().size() > 1) {
            base = formula.subtracted(TABLE);
            terms.put(LinkTerm.GOT, TABLE);
            terms.put(LinkTerm.SEGMENT_BASE, TABLE);
        }
        long inPage = formula.isOfPages() && (value & 0xFFF) == 0 ? 0x7F8 : 0;
        terms.put(formula.target(), value + base + inPage - (formula.addsAddend() ? a : 0));
        kind.apply(code, 0, terms::get, a, PLACE, "label \"x\"");
    }

    /// Whether the value fits into an address of the kind's machine, so that no wrapping changes it.
    static boolean isAddressable(FixupTable table, long value) {
        return table == X8664Fixups.TABLE || table == AArch64Fixups.TABLE || value == (int) value;
    }
}
