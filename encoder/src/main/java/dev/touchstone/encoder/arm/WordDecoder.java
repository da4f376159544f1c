package dev.touchstone.encoder.arm;

import dev.touchstone.encoder.Decoded;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the instruction of a word among a set's forms.
final class WordDecoder {
    private static final int FIRST_WIDE = 0xE800;

    private final Isa isa;
    private final DecodeTree narrow;
    private final DecodeTree wide;

    WordDecoder(Isa isa, List<ArmForm> forms) {
        this.isa = isa;
        this.narrow = DecodeTree.over(forms, 16);
        this.wide = DecodeTree.over(forms, 32);
    }

    /// The instruction at `code[offset]`; null if there is none of the tables.
    ///
    /// @param condition that its IT block gives it; 14 outside of blocks
    @Nullable
    Decoded find(byte[] code, int offset, int condition) {
        int left = code.length - offset;
        if (left < shortest()) {
            return null;
        }
        int first = half(code, offset);
        if (!isWide(first)) {
            return find(narrow, first, 2, condition);
        }
        return left < 4 ? null : find(wide, word(first, half(code, offset + 2)), 4, condition);
    }

    private static @Nullable Decoded find(DecodeTree tree, int word, int length, int condition) {
        for (ArmForm form : tree.candidates(word)) {
            if (!form.bits().matches(word) || !form.attributes().it().allows(condition)) {
                continue;
            }
            long[] values = WordCoder.decode(form, word);
            if (values != null) {
                if (form.itCondition() >= 0) {
                    values[form.itCondition()] = condition;
                }
                return new Decoded(ArmInstruction.owning(form, values), length);
            }
        }
        return null;
    }

    /// Why [#find] finds nothing.
    String refusal(byte[] code, int offset) {
        int left = code.length - offset;
        if (left < shortest()) {
            return "%d bytes are left at offset 0x%x; an instruction of %s has %s"
                    .formatted(Math.max(left, 0), offset, isa, isa == Isa.T32 ? "2 or 4" : "4");
        }
        int first = half(code, offset);
        if (!isWide(first)) {
            return "0x%04x is no instruction of the tables of %s".formatted(first, isa);
        }
        return left < 4
                ? "a wide instruction of t32 ends in its middle, at offset 0x%x".formatted(offset)
                : "0x%08x is no instruction of the tables of %s".formatted(word(first, half(code, offset + 2)), isa);
    }

    /// The forms that are tried for a word.
    ArmForm[] candidates(int width, int word) {
        return (width == 16 ? narrow : wide).candidates(word);
    }

    private int shortest() {
        return isa == Isa.T32 ? 2 : 4;
    }

    private boolean isWide(int firstHalf) {
        return isa != Isa.T32 || firstHalf >= FIRST_WIDE;
    }

    private int word(int first, int second) {
        return isa == Isa.T32 ? first << 16 | second : second << 16 | first;
    }

    private static int half(byte[] code, int offset) {
        return code[offset] & 0xFF | (code[offset + 1] & 0xFF) << 8;
    }
}
