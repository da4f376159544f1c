package dev.touchstone.relocation;

import dev.touchstone.relocation.ObjectCode.Section;
import dev.touchstone.relocation.ObjectCode.SectionRelocation;
import dev.touchstone.relocation.ObjectCode.Symbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Puts the sections of an [ObjectCode] in one piece: code, constants, variables, room for zeros. What is
/// relative between sections is resolved by that.
final class ImageLayout {
    private ImageLayout() {}

    static CodeImage of(ObjectCode code) {
        ObjectCode object = Stubs.addTo(code);
        List<Section> sections = object.sections();
        int[] offsets = new int[sections.size()];
        List<CodeImage.Section> placed = new ArrayList<>();
        long end = 0;
        boolean writable = false;
        for (int i : inOrder(sections)) {
            Section section = sections.get(i);
            if (section.size() == 0 && i != 0) {
                offsets[i] = (int) end;
                continue;
            }
            boolean turns = section.kind().isWritable() && !writable;
            writable |= turns;
            int multiple = turns ? Math.max(CodeImage.PAGE, section.alignment()) : section.alignment();
            long offset = end + (-end & multiple - 1);
            end = offset + section.size();
            if (end > Integer.MAX_VALUE - 8) {
                throw new RelocationException("an image holds at most 2 GiB");
            }
            offsets[i] = (int) offset;
            placed.add(
                    new CodeImage.Section(section.kind(), section.machine(), (int) offset, section.size(), multiple));
        }
        int held = placed.stream()
                .filter(s -> s.kind() != SectionKind.BSS)
                .mapToInt(s -> s.offset() + s.size())
                .max()
                .orElse(0);
        byte[] bytes = new byte[held];
        for (int i = 0; i < sections.size(); i++) {
            byte[] text = sections.get(i).bytes();
            System.arraycopy(text, 0, bytes, text.length == 0 ? 0 : offsets[i], text.length);
        }
        Set<String> thumbFunctions = thumbFunctions(object);
        List<Relocation> relocations = new ArrayList<>();
        for (SectionRelocation r : object.relocations()) {
            int place = offsets[r.section()] + r.offset();
            if (r.targetSection() < 0) {
                relocations.add(new Relocation(r.kind(), place, r.symbol(), 0, r.addend()));
                continue;
            }
            checkState(object, r);
            boolean thumb = r.kind().takesT(r.addend()) && r.symbol() != null && thumbFunctions.contains(r.symbol());
            int target = offsets[r.targetSection()] + r.targetOffset() | (thumb ? 1 : 0);
            if (r.kind().positionIndependent()) {
                r.kind().apply(bytes, place, target, r.addend(), place, "offset 0x" + Integer.toHexString(target));
            } else {
                relocations.add(new Relocation(r.kind(), place, null, target, r.addend()));
            }
        }
        relocations.sort(Comparator.comparingInt(Relocation::offset));
        List<CodeImage.Symbol> symbols = new ArrayList<>();
        for (Symbol symbol : object.symbols()) {
            if (!symbol.isExternal()) {
                symbols.add(new CodeImage.Symbol(
                        symbol.name(), offsets[symbol.section()] + symbol.offset(), symbol.global(), symbol.type()));
            }
        }
        return CodeImage.of(bytes, placed, symbols, relocations);
    }

    /// The functions of which the lowest bit of the address tells that they are T32 code.
    private static Set<String> thumbFunctions(ObjectCode object) {
        return object.symbols().stream()
                .filter(s -> !s.isExternal() && s.type() == SymbolType.FUNCTION)
                .filter(s -> object.sections().get(s.section()).machine().equals(Machine.T32))
                .map(Symbol::name)
                .collect(Collectors.toSet());
    }

    /// A branch from A32 to T32 code or back must be one that changes the set: nothing but a linker may make
    /// another of it.
    private static void checkState(ObjectCode object, SectionRelocation r) {
        Section from = object.sections().get(r.section());
        Section to = object.sections().get(r.targetSection());
        if (!from.machine().equals(to.machine())
                && to.kind() == SectionKind.TEXT
                && r.kind().isInterworkingBranch()
                && r.kind().alignment() != to.machine().codeAlignment()) {
            throw new RelocationException(
                    "%s at offset 0x%x of %s code, to %s: that is %s code, and the branch does not change to it; use BLX or BX"
                            .formatted(
                                    r.kind(),
                                    r.offset(),
                                    from.machine().name(),
                                    r.symbol() == null
                                            ? "offset 0x" + Integer.toHexString(r.targetOffset())
                                            : "\"" + r.symbol() + "\"",
                                    to.machine().name()));
        }
    }

    /// Code first, zeros last, and what belongs to the first section's machine before the others'.
    private static List<Integer> inOrder(List<Section> sections) {
        return IntStream.range(0, sections.size())
                .boxed()
                .sorted(Comparator.comparing(i -> sections.get(i).kind()))
                .toList();
    }
}
