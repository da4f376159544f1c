package dev.touchstone.encoder.x86;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.relocation.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A memory operand: `[base + index*scale + displacement]`, with what may stand around it. Immutable.
///
/// ```java
/// import static dev.touchstone.encoder.x86.Mem.*;
///
/// a.mov(rax, ptr(rbx).index(rcx, 8).disp(16));
/// a.inc(dword(ptr(rdi)));
/// a.lea(rsi, ptr(label));                              // RIP-relative in 64-bit mode
/// a.vaddps(zmm1.k(k2).z(), zmm3, ptr(rax).bcst());
/// ```
///
/// Everything but displacement and label is packed into one int, so that an operand that does not escape costs
/// nothing:
///
///     31    29 28    26 25    24  21 20     18 17   16 15    14 13  12 11    6 5    0
///     [ 1ton ] [ mask ] bcst [ size ] [segment] [asize] [vector] [scale] [index] [base]
public final class Mem implements X86Operand {
    static final int NO_REGISTER = 32;
    /// The base of RIP-relative operands.
    static final int RIP = 33;

    static final int INDEX_SHIFT = 6;
    static final int SCALE_SHIFT = 12;
    static final int VECTOR_SHIFT = 14;
    static final int ADDRESS_SIZE_SHIFT = 16;
    static final int SEGMENT_SHIFT = 18;
    static final int SIZE_SHIFT = 21;
    static final int BROADCAST = 1 << 25;
    static final int MASK_SHIFT = 26;
    /// What only EVEX forms can have: broadcast and masks.
    static final int EVEX_ONLY = BROADCAST | 7 << MASK_SHIFT;
    /// Log2 of how many elements a broadcast is said to fill; 0 if it isn't said.
    static final int COUNT_SHIFT = 29;

    /// Address sizes as they are packed; 0 if nothing tells, so that the mode does.
    static final int A16 = 1;

    static final int A32 = 2;
    static final int A64 = 3;

    private static final int EMPTY = NO_REGISTER | NO_REGISTER << INDEX_SHIFT;

    final int packed;
    final long disp;
    final @Nullable Label label;

    private Mem(int packed, long disp, @Nullable Label label) {
        this.packed = packed;
        this.disp = disp;
        this.label = label;
    }

    /// Puts an operand together again that was taken apart.
    static Mem of(int packed, long disp, @Nullable Label label) {
        return new Mem(packed, disp, label);
    }

    /// `[base]`.
    public static Mem ptr(Gpr64 base) {
        return new Mem(base.number() | NO_REGISTER << INDEX_SHIFT | A64 << ADDRESS_SIZE_SHIFT, 0, null);
    }

    /// `[base]` with 32-bit address arithmetic.
    public static Mem ptr(Gpr32 base) {
        return new Mem(base.number() | NO_REGISTER << INDEX_SHIFT | A32 << ADDRESS_SIZE_SHIFT, 0, null);
    }

    /// `[base]` with 16-bit address arithmetic, in 32-bit mode; bx, bp, si or di.
    public static Mem ptr(Gpr16 base) {
        return new Mem(base.number() | NO_REGISTER << INDEX_SHIFT | A16 << ADDRESS_SIZE_SHIFT, 0, null);
    }

    /// An absolute address; in 64-bit mode it must be a sign-extended 32-bit one.
    public static Mem ptr(long address) {
        return new Mem(EMPTY, address, null);
    }

    /// No base yet, for `ptr().index(rcx, 8)`.
    public static Mem ptr() {
        return new Mem(EMPTY, 0, null);
    }

    /// The place of a label: RIP-relative in 64-bit mode, absolute in 32-bit mode.
    public static Mem ptr(Label label) {
        return new Mem(RIP | NO_REGISTER << INDEX_SHIFT, 0, label);
    }

    /// `[rip + displacement]`, counted from the end of the instruction.
    public static Mem rip(long displacement) {
        return new Mem(RIP | NO_REGISTER << INDEX_SHIFT | A64 << ADDRESS_SIZE_SHIFT, displacement, null);
    }

    /// `[eip + displacement]`.
    public static Mem eip(long displacement) {
        return new Mem(RIP | NO_REGISTER << INDEX_SHIFT | A32 << ADDRESS_SIZE_SHIFT, displacement, null);
    }

    public static Mem byte_(Mem memory) {
        return memory.size(MemSize.BYTE);
    }

    public static Mem word(Mem memory) {
        return memory.size(MemSize.WORD);
    }

    public static Mem dword(Mem memory) {
        return memory.size(MemSize.DWORD);
    }

    public static Mem fword(Mem memory) {
        return memory.size(MemSize.FWORD);
    }

    public static Mem qword(Mem memory) {
        return memory.size(MemSize.QWORD);
    }

    public static Mem tbyte(Mem memory) {
        return memory.size(MemSize.TBYTE);
    }

    public static Mem xmmword(Mem memory) {
        return memory.size(MemSize.XMMWORD);
    }

    public static Mem ymmword(Mem memory) {
        return memory.size(MemSize.YMMWORD);
    }

    public static Mem zmmword(Mem memory) {
        return memory.size(MemSize.ZMMWORD);
    }

    /// Adds `index * scale`.
    ///
    /// @param scale 1, 2, 4 or 8
    /// @throws EncodingException if there is an index already, the scale is another one, the index is rsp, or
    ///     the base is
    ///     of another width
    public Mem index(Gpr64 index, int scale) {
        return new Mem(withIndex(packed, index.number(), scale, A64), disp, label);
    }

    /// Adds `index`.
    ///
    /// @throws EncodingException as [#index(Gpr64, int)]
    public Mem index(Gpr64 index) {
        return index(index, 1);
    }

    /// Adds `index * scale` with 32-bit address arithmetic.
    ///
    /// @throws EncodingException as [#index(Gpr64, int)]
    public Mem index(Gpr32 index, int scale) {
        return new Mem(withIndex(packed, index.number(), scale, A32), disp, label);
    }

    /// Adds `index`.
    ///
    /// @throws EncodingException as [#index(Gpr64, int)]
    public Mem index(Gpr32 index) {
        return index(index, 1);
    }

    /// Adds `index` with 16-bit address arithmetic: si or di.
    ///
    /// @throws EncodingException as [#index(Gpr64, int)]
    public Mem index(Gpr16 index) {
        return new Mem(withIndex16(packed, index.number()), disp, label);
    }

    /// A vector of indices, for gathers and scatters.
    ///
    /// @throws EncodingException if there is an index already or the scale is not 1, 2, 4 or 8
    public Mem index(Xmm index, int scale) {
        return new Mem(withVectorIndex(packed, index.number(), scale, 1), disp, label);
    }

    /// A vector of indices, for gathers and scatters.
    ///
    /// @throws EncodingException if there is an index already or the scale is not 1, 2, 4 or 8
    public Mem index(Ymm index, int scale) {
        return new Mem(withVectorIndex(packed, index.number(), scale, 2), disp, label);
    }

    /// A vector of indices, for gathers and scatters.
    ///
    /// @throws EncodingException if there is an index already or the scale is not 1, 2, 4 or 8
    public Mem index(Zmm index, int scale) {
        return new Mem(withVectorIndex(packed, index.number(), scale, 3), disp, label);
    }

    /// Adds to the displacement. What it may be depends on the form: mostly a signed 32-bit number.
    public Mem disp(long displacement) {
        return new Mem(packed, disp + displacement, label);
    }

    /// Adds the absolute address of a label to base and index.
    ///
    /// @throws EncodingException if there is a label already
    public Mem disp(Label place) {
        if (label != null) {
            throw new EncodingException("memory operand", "label", place, "one label");
        }
        return new Mem(packed, disp, place);
    }

    /// Says the width of the memory.
    public Mem size(MemSize size) {
        return new Mem(packed & ~(15 << SIZE_SHIFT) | size.ordinal() << SIZE_SHIFT, disp, label);
    }

    /// Overrides the segment.
    public Mem segment(Seg segment) {
        return new Mem(packed & ~(7 << SEGMENT_SHIFT) | segment.number() + 1 << SEGMENT_SHIFT, disp, label);
    }

    /// Broadcasts one element to all.
    public Mem bcst() {
        return new Mem(packed | BROADCAST, disp, label);
    }

    /// Broadcasts one element to `count`, `{1to16}`: where forms differ in nothing else, this tells which one
    /// is meant.
    ///
    /// @throws EncodingException if the count is not 2, 4, 8, 16 or 32
    public Mem bcst(int count) {
        if (Integer.bitCount(count) != 1 || count < 2 || count > 32) {
            throw new EncodingException("memory operand", "broadcast count", count, "2, 4, 8, 16 or 32");
        }
        int log2 = Integer.numberOfTrailingZeros(count);
        return new Mem(packed & ~(7 << COUNT_SHIFT) | log2 << COUNT_SHIFT | BROADCAST, disp, label);
    }

    /// Memory as a masked destination, or the masked vector of a scatter.
    ///
    /// @throws EncodingException if the mask is k0
    public Mem k(KMask mask) {
        RegisterNames.checkMask(mask);
        return new Mem(packed & ~(7 << MASK_SHIFT) | mask.number() << MASK_SHIFT, disp, label);
    }

    private static int withIndex(int packed, int number, int scale, int addressSize) {
        int asize = packed >> ADDRESS_SIZE_SHIFT & 3;
        boolean free = (packed >> INDEX_SHIFT & 63) == NO_REGISTER && (packed & 63) != RIP;
        if (!free || number == 4 || asize != 0 && asize != addressSize) {
            throw wrongIndex(packed, number, addressSize);
        }
        return packed & ~(63 << INDEX_SHIFT)
                | number << INDEX_SHIFT
                | scaleBits(scale) << SCALE_SHIFT
                | addressSize << ADDRESS_SIZE_SHIFT;
    }

    private static int withIndex16(int packed, int number) {
        int asize = packed >> ADDRESS_SIZE_SHIFT & 3;
        boolean free = (packed >> INDEX_SHIFT & 63) == NO_REGISTER && (packed & 63) != RIP;
        if (!free || asize != 0 && asize != A16 || number != 6 && number != 7) {
            throw new EncodingException(
                    "memory operand", "index", new Gpr16(number), "one index, si or di, with a 16-bit base");
        }
        return packed & ~(63 << INDEX_SHIFT) | number << INDEX_SHIFT | A16 << ADDRESS_SIZE_SHIFT;
    }

    private static int withVectorIndex(int packed, int number, int scale, int vector) {
        if ((packed >> INDEX_SHIFT & 63) != NO_REGISTER || (packed & 63) == RIP) {
            throw new EncodingException("memory operand", "index", "vector register " + number, "one index, no rip");
        }
        return packed & ~(63 << INDEX_SHIFT)
                | number << INDEX_SHIFT
                | scaleBits(scale) << SCALE_SHIFT
                | vector << VECTOR_SHIFT;
    }

    private static int scaleBits(int scale) {
        if ((scale & scale - 1) != 0 || scale < 1 || scale > 8) {
            throw new EncodingException("memory operand", "scale", scale, "1, 2, 4 or 8");
        }
        return Integer.numberOfTrailingZeros(scale);
    }

    private static EncodingException wrongIndex(int packed, int number, int addressSize) {
        X86Register index = addressSize == A64 ? new Gpr64(number) : new Gpr32(number);
        String allowed = (packed & 63) == RIP
                ? "none with rip or a label as base"
                : (packed >> INDEX_SHIFT & 63) != NO_REGISTER
                        ? "one index"
                        : number == 4 ? "any register but the stack pointer" : "a register of the base's width";
        return new EncodingException("memory operand", "index", index, allowed);
    }

    /// The base register, or null. RIP is none: see [#isRipRelative()].
    public @Nullable X86Register base() {
        return general(packed & 63);
    }

    /// The index register, or null.
    public @Nullable X86Register index() {
        int number = packed >> INDEX_SHIFT & 63;
        return switch (packed >> VECTOR_SHIFT & 3) {
            case 1 -> new Xmm(number);
            case 2 -> new Ymm(number);
            case 3 -> new Zmm(number);
            default -> general(number);
        };
    }

    private @Nullable X86Register general(int number) {
        if (number >= NO_REGISTER) {
            return null;
        }
        return switch (packed >> ADDRESS_SIZE_SHIFT & 3) {
            case A16 -> new Gpr16(number);
            case A32 -> new Gpr32(number);
            default -> new Gpr64(number);
        };
    }

    /// What the index is multiplied by: 1, 2, 4 or 8.
    public int scale() {
        return 1 << (packed >> SCALE_SHIFT & 3);
    }

    /// The displacement in bytes, or the absolute address.
    public long displacement() {
        return disp;
    }

    /// The label, or null.
    public @Nullable Label label() {
        return label;
    }

    /// Whether it is relative to RIP (or EIP), or a lone label.
    public boolean isRipRelative() {
        return (packed & 63) == RIP;
    }

    /// Bits of address arithmetic: 16, 32 or 64; 0 if it doesn't say and the mode does.
    public int addressSize() {
        int asize = packed >> ADDRESS_SIZE_SHIFT & 3;
        return asize == 0 ? 0 : 8 << asize;
    }

    /// The segment that overrides the usual one, or null.
    public @Nullable Seg segment() {
        int code = packed >> SEGMENT_SHIFT & 7;
        return code == 0 ? null : new Seg(code - 1);
    }

    /// The width that it was given.
    public MemSize size() {
        return MemSize.ofOrdinal(packed >> SIZE_SHIFT & 15);
    }

    public boolean isBroadcast() {
        return (packed & BROADCAST) != 0;
    }

    /// How many elements the broadcast is said to fill; 0 if that isn't said.
    public int broadcastCount() {
        int log2 = packed >>> COUNT_SHIFT;
        return log2 == 0 ? 0 : 1 << log2;
    }

    /// The mask, k0 if there is none.
    public KMask mask() {
        return new KMask(packed >>> MASK_SHIFT & 7);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mem mem && packed == mem.packed && disp == mem.disp && Objects.equals(label, mem.label);
    }

    @Override
    public int hashCode() {
        return Objects.hash(packed, disp, label);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (size() != MemSize.NONE) {
            text.append(size()).append(" ptr ");
        }
        Seg segment = segment();
        if (segment != null) {
            text.append(segment).append(':');
        }
        text.append('[');
        List<String> parts = new ArrayList<>();
        if (isRipRelative() && label == null) {
            parts.add(addressSize() == 32 ? "eip" : "rip");
        } else if (base() != null) {
            parts.add(String.valueOf(base()));
        }
        if (index() != null) {
            parts.add(scale() == 1 ? String.valueOf(index()) : index() + "*" + scale());
        }
        if (label != null) {
            parts.add(label.toString());
        }
        text.append(String.join(" + ", parts));
        if (parts.isEmpty() || disp != 0) {
            text.append(parts.isEmpty() ? "" : disp < 0 ? " - " : " + ");
            text.append("0x").append(Long.toHexString(parts.isEmpty() ? disp : Math.abs(disp)));
        }
        text.append(']');
        if (isBroadcast()) {
            text.append(broadcastCount() == 0 ? "{bcst}" : "{1to" + broadcastCount() + "}");
        }
        if (mask().number() != 0) {
            text.append('{').append(mask()).append('}');
        }
        return text.toString();
    }
}
