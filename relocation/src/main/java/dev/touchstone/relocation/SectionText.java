package dev.touchstone.relocation;

import dev.touchstone.relocation.ObjectCode.Section;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A section's bytes as they are in the end, and where each place went.
final class SectionText {
    private final CodeBuffer section;
    private final @Nullable ShortBranches relaxed;
    private final byte[] bytes;
    private final int[] turns;

    private SectionText(CodeBuffer section, @Nullable ShortBranches relaxed, byte[] bytes, int[] turns) {
        this.section = section;
        this.relaxed = relaxed;
        this.bytes = bytes;
        this.turns = turns;
    }

    static SectionText of(CodeBuffer section) {
        int held = section.kind() == SectionKind.BSS ? 0 : section.position();
        ShortBranches relaxed = section.isRelaxed() ? ShortBranches.find(section) : null;
        if (relaxed == null) {
            byte[] bytes = Arrays.copyOf(section.array(), held);
            return new SectionText(section, null, bytes, section.regions().toArray());
        }
        return new SectionText(section, relaxed, relaxed.toBytes(), relaxed.turns());
    }

    byte[] bytes() {
        return bytes;
    }

    /// Where the byte at that offset went.
    int moved(int offset) {
        return relaxed == null ? offset : relaxed.movedByte(offset);
    }

    /// Where the field of a pending fixup went.
    ///
    /// @param fixup its index
    int place(int fixup, int offset) {
        return relaxed != null && relaxed.shortened(fixup) != null ? relaxed.shortField(fixup) : moved(offset);
    }

    /// Where a label of this section went.
    int moved(Label label) {
        return relaxed == null ? label.offset : relaxed.moved(label);
    }

    /// The short form that a branch took, or null.
    ///
    /// @param fixup index of its pending fixup
    @Nullable
    Relaxation shortened(int fixup) {
        return relaxed == null ? null : relaxed.shortened(fixup);
    }

    Section toSection() {
        return new Section(
                section.kind(),
                section.machine(),
                bytes,
                section.kind() == SectionKind.BSS ? section.position() : bytes.length,
                Math.max(
                        section.alignment(),
                        section.kind() == SectionKind.TEXT ? section.machine().codeAlignment() : 1),
                turns);
    }
}
