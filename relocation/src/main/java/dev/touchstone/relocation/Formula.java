package dev.touchstone.relocation;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a fixup's value comes from the symbol, the addend A and the place P, read from the psABI's own notation:
/// `S + A - P`, `Page(G(GDAT(S + A))) - Page(P)`, `((S + A) | T) - Pa`.
///
/// Every formula is one target less one base, each of them perhaps rounded down to its page; so the value is
/// `((x & symbolMask) + (A & addendMask) & targetMask) - (base & baseMask)`, where x is the target's [LinkTerm].
final class Formula {
    private static final long PAGE = ~0xFFFL;

    /// What stands left of the minus.
    private enum Target {
        S("S + A", LinkTerm.SYMBOL, true),
        /// Bit 0 of a Thumb symbol's address is T.
        S_T("(S + A) | T", LinkTerm.SYMBOL, true),
        L("L + A", LinkTerm.PLT_ENTRY, true),
        GOT("GOT + A", LinkTerm.GOT, true),
        G("G + GOT + A", LinkTerm.GOT_ENTRY, true),
        GOT_S("GOT(S) + A", LinkTerm.GOT_ENTRY, true),
        GDAT("G(GDAT(S + A))", LinkTerm.GOT_ENTRY, false),
        GDAT_S("G(GDAT(S)) + A", LinkTerm.GOT_ENTRY, true),
        GTPREL("G(GTPREL(S + A))", LinkTerm.GOT_TPREL_ENTRY, false),
        GTPREL_S("G(GTPREL(S)) + A", LinkTerm.GOT_TPREL_ENTRY, true),
        GTLSIDX("G(GTLSIDX(S, A))", LinkTerm.GOT_TLS_INDEX, false),
        GTLSIDX_S("G(GTLSIDX(S)) + A", LinkTerm.GOT_TLS_INDEX, true),
        GLDM("G(GLDM(S))", LinkTerm.GOT_TLS_MODULE, false),
        GLDM_S("G(GLDM(S)) + A", LinkTerm.GOT_TLS_MODULE, true),
        GTLSDESC("G(GTLSDESC(S + A))", LinkTerm.GOT_TLS_DESCRIPTOR, false),
        GTLSDESC_S("G(GTLSDESC(S)) + A", LinkTerm.GOT_TLS_DESCRIPTOR, true),
        TPREL("TPREL(S + A)", LinkTerm.TPREL, true),
        DTPREL("DTPREL(S + A)", LinkTerm.DTPREL, true),
        B("B(S) + A", LinkTerm.SEGMENT_BASE, true),
        Z("Z + A", LinkTerm.SIZE, true),
        /// A mark for the linker: no bit is patched.
        NOTHING("-", LinkTerm.SYMBOL, true);

        final String text;
        final LinkTerm term;
        final boolean addsAddend;

        Target(String text, LinkTerm term, boolean addsAddend) {
            this.text = text;
            this.term = term;
            this.addsAddend = addsAddend;
        }
    }

    /// What stands right of the minus; the place if it has no term.
    private enum Base {
        NONE("", null, 0),
        P("P", null, -1),
        P_WORD("Pa", null, ~3L),
        P_PAGE("Page(P)", null, PAGE),
        GOT("GOT", LinkTerm.GOT, -1),
        GOT_ORG("GOT_ORG", LinkTerm.GOT, -1),
        GOT_PAGE("Page(GOT)", LinkTerm.GOT, PAGE),
        B("B(S)", LinkTerm.SEGMENT_BASE, -1);

        final String text;
        final @Nullable LinkTerm term;
        final long mask;

        Base(String text, @Nullable LinkTerm term, long mask) {
            this.text = text;
            this.term = term;
            this.mask = mask;
        }
    }

    final String text;
    /// Whether the value is the same wherever the image lands, so that it can be applied before linking.
    final boolean positionIndependent;
    /// Whether S, A and P are all that it takes.
    final boolean simple;
    /// Whether T takes part.
    final boolean takesT;
    /// The terms beside A and P.
    final Set<LinkTerm> terms;

    private final Target target;
    private final Base base;
    private final long symbolMask;
    private final long addendMask;
    private final long targetMask;
    private final long baseMask;
    /// 64 less the width of an address: arithmetic wraps around as the machine's does.
    private final int unused;

    private Formula(String text, Target target, boolean page, Base base, boolean dropsT, int addressBits) {
        this.text = text;
        this.target = target;
        this.base = base;
        this.symbolMask = target == Target.NOTHING ? 0 : target == Target.S_T && dropsT ? ~1L : -1;
        this.addendMask = target.addsAddend && target != Target.NOTHING ? -1 : 0;
        this.targetMask = page ? PAGE : -1;
        this.baseMask = base.mask;
        this.unused = 64 - addressBits;
        this.terms = EnumSet.of(target.term);
        if (base.term != null) {
            terms.add(base.term);
        }
        this.simple = base.term == null && (target.term == LinkTerm.SYMBOL || target.term == LinkTerm.PLT_ENTRY);
        this.takesT = target == Target.S_T;
        this.positionIndependent = simple && (base == Base.P && !page || target == Target.NOTHING);
    }

    /// @param dropsT whether bit 0 is not stored: then T tells the state of the target, and is no part of the
    ///     distance
    /// @param addressBits 32 or 64
    static Formula parse(String text, boolean dropsT, int addressBits) {
        if (text.equals("G + A")) {
            // G is the entry's offset in the table, by the psABI's definition
            return new Formula(text, Target.G, false, Base.GOT, dropsT, addressBits);
        }
        int minus = text.equals("-") ? -1 : text.lastIndexOf(" - ");
        String left = minus < 0 ? text : text.substring(0, minus);
        String right = minus < 0 ? "" : text.substring(minus + 3);
        boolean page = left.startsWith("Page(") && left.endsWith(")");
        if (page) {
            left = left.substring(5, left.length() - 1);
        } else if (left.startsWith("((") && left.endsWith(")")) {
            left = left.substring(1, left.length() - 1);
        }
        String wanted = left;
        Target target = Arrays.stream(Target.values())
                .filter(t -> t.text.equals(wanted))
                .findFirst()
                .orElseThrow(() -> unknown(
                        text,
                        wanted,
                        Arrays.stream(Target.values()).map(t -> t.text).collect(Collectors.joining(", "))));
        Base base = Arrays.stream(Base.values())
                .filter(b -> b.text.equals(right))
                .findFirst()
                .orElseThrow(() -> unknown(
                        text,
                        right,
                        Arrays.stream(Base.values())
                                .map(b -> b.text)
                                .filter(b -> !b.isEmpty())
                                .collect(Collectors.joining(", "))));
        return new Formula(text, target, page, base, dropsT, addressBits);
    }

    private static IllegalArgumentException unknown(String text, String part, String known) {
        return new IllegalArgumentException("unknown formula \"" + text + "\": \"" + part + "\" is none of " + known);
    }

    /// The value of a simple formula.
    long value(long s, long a, long p) {
        return difference(s, a, p);
    }

    /// The value of any formula.
    long value(LinkTerms terms, long a, long p) {
        return difference(terms.value(target.term), a, base.term == null ? p : terms.value(base.term));
    }

    private long difference(long x, long a, long from) {
        long value = ((x & symbolMask) + (a & addendMask) & targetMask) - (from & baseMask);
        return value << unused >> unused;
    }

    /// The term that stands for the target.
    LinkTerm target() {
        return target.term;
    }

    /// Whether A is added to the target; else it is part of what the target's table entry holds.
    boolean addsAddend() {
        return addendMask != 0;
    }

    /// Whether only the page of the target counts.
    boolean isOfPages() {
        return targetMask == PAGE;
    }

    /// What is subtracted, if the base's address is this.
    long subtracted(long address) {
        return address & baseMask;
    }

    /// Whether the value is the symbol's address, or its distance from the place.
    boolean isAddress(boolean relative) {
        return target.term == LinkTerm.SYMBOL
                && target != Target.NOTHING
                && targetMask == -1
                && base == (relative ? Base.P : Base.NONE);
    }

    /// Whether P is subtracted, be it rounded.
    boolean isRelativeToPlace() {
        return base.term == null && base != Base.NONE;
    }

    /// Whether the target lies outside of the address space: arithmetic on it would wrap around unseen.
    boolean isBeyondAddressSpace(long s, long a) {
        long sum = s + a;
        return unused != 0 && sum >>> 64 - unused != 0 && sum >> 63 - unused != -1;
    }
}
