package dev.touchstone.relocation.image;

import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.CodeImage.Section;
import dev.touchstone.relocation.CodeImage.Symbol;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.FixupTable;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.Relocation;
import dev.touchstone.relocation.SectionKind;
import dev.touchstone.relocation.SymbolType;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Small images of any shape that the format allows; what they hold makes no sense.
final class RandomImages {
    private final RandomGenerator random;

    RandomImages(RandomGenerator random) {
        this.random = random;
    }

    CodeImage next() {
        Machine machine = Machine.all().get(random.nextInt(Machine.all().size()));
        List<Machine> family = Machine.all().stream()
                .filter(m -> m.family().equals(machine.family()))
                .toList();
        List<Section> sections = new ArrayList<>();
        int end = 0;
        for (SectionKind kind : SectionKind.values()) {
            for (Machine of : family) {
                boolean first = sections.isEmpty();
                if (first ? kind != SectionKind.TEXT || !of.equals(machine) : random.nextInt(3) == 0) {
                    continue;
                }
                int alignment = alignment(sections, kind, of);
                int offset = end + (-end & alignment - 1);
                int size = first ? 4 * random.nextInt(12) : 1 + random.nextInt(40);
                sections.add(new Section(kind, of, offset, size, alignment));
                end = offset + size;
            }
        }
        int held = sections.stream()
                .filter(s -> s.kind() != SectionKind.BSS)
                .mapToInt(Section::end)
                .max()
                .orElse(0);
        byte[] bytes = new byte[held];
        for (Section section : sections) {
            for (int i = section.offset(); section.kind() != SectionKind.BSS && i < section.end(); i++) {
                bytes[i] = (byte) random.nextInt();
            }
        }
        return CodeImage.of(bytes, sections, symbols(sections, end), relocations(machine, sections, end));
    }

    private int alignment(List<Section> before, SectionKind kind, Machine machine) {
        boolean turns = kind.isWritable() && !before.getLast().kind().isWritable();
        int least = turns ? CodeImage.PAGE : kind == SectionKind.TEXT ? machine.codeAlignment() : 1;
        return least << (turns ? 0 : random.nextInt(4));
    }

    private String name() {
        String letters = "abcXYZ_.$09äß→𝄞";
        int[] points = letters.codePoints().toArray();
        StringBuilder name = new StringBuilder();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            name.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return name.toString();
    }

    private List<Symbol> symbols(List<Section> sections, int size) {
        List<Symbol> symbols = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            Section text = sections.getFirst();
            boolean function = text.size() > 0 && random.nextBoolean();
            symbols.add(new Symbol(
                    name() + i,
                    function ? random.nextInt(text.size()) & -4 : random.nextInt(size + 1),
                    random.nextBoolean(),
                    function ? SymbolType.FUNCTION : random.nextBoolean() ? SymbolType.OBJECT : SymbolType.UNTYPED));
        }
        return symbols;
    }

    private List<Relocation> relocations(Machine machine, List<Section> sections, int size) {
        List<FixupKind> kinds = FixupTable.of(machine).kinds().stream()
                .filter(FixupKind::isForImages)
                .toList();
        List<String> externals = List.of("@" + name(), "@@" + name());
        List<Relocation> relocations = new ArrayList<>();
        for (Section section : sections) {
            int at = section.offset() + random.nextInt(8);
            while (section.kind() != SectionKind.BSS) {
                FixupKind kind = kinds.get(random.nextInt(kinds.size()));
                if (at + kind.bytes() > section.end()) {
                    break;
                }
                String external = random.nextInt(3) == 0 ? externals.get(random.nextInt(2)) : null;
                int target = external == null ? random.nextInt(size + 1) : 0;
                relocations.add(new Relocation(kind, at, external, target, random.nextInt(-9, 9)));
                at += kind.bytes() + random.nextInt(16);
            }
        }
        return relocations;
    }
}
