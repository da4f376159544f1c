package dev.touchstone.relocation.object.elf;

import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.ObjectCode.Section;
import dev.touchstone.relocation.SectionKind;
import java.util.Map;
import java.util.function.BiConsumer;

/// The symbols by which Arm's psABIs tell code from data: "Mapping symbols".
final class MappingSymbols {
    private static final Map<String, String> CODE =
            Map.of(Machine.A64.name(), "$x", Machine.A32.name(), "$a", Machine.T32.name(), "$t");
    private static final String DATA = "$d";

    private MappingSymbols() {}

    /// Gives each name and offset. Sections of other machines have none, and empty ones.
    static void of(Section section, BiConsumer<String, Integer> to) {
        String code = CODE.get(section.machine().name());
        if (code == null || section.size() == 0) {
            return;
        }
        boolean isCode = section.kind() == SectionKind.TEXT;
        int[] turns = section.turns();
        if (turns.length == 0 || turns[0] != 0) {
            to.accept(isCode ? code : DATA, 0);
        }
        for (int turn : turns) {
            isCode = !isCode;
            if (turn < section.size()) {
                to.accept(isCode ? code : DATA, turn);
            }
        }
    }
}
