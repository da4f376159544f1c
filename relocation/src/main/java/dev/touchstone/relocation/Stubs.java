package dev.touchstone.relocation;

import dev.touchstone.relocation.ObjectCode.Section;
import dev.touchstone.relocation.ObjectCode.SectionRelocation;
import dev.touchstone.relocation.ObjectCode.Symbol;
import dev.touchstone.relocation.ReachTable.Part;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Stubs of external symbols: short code at the end of a section of code, that goes to a symbol wherever it is.
/// Each symbol that is branched to has one in an image, so that the image's size does not depend on addresses;
/// branches take it if they can't reach the symbol. A stub is a local symbol, `puts@plt`, by which it is found
/// again in an image.
final class Stubs {
    private static final String SUFFIX = "@plt";

    private final ObjectCode object;
    private final Set<String> known;
    private final List<Section> sections = new ArrayList<>();
    private final List<Symbol> symbols;
    private final List<SectionRelocation> relocations;

    private Stubs(ObjectCode object) {
        this.object = object;
        this.known = object.symbols().stream().map(Symbol::name).collect(Collectors.toSet());
        this.symbols = new ArrayList<>(object.symbols());
        this.relocations = new ArrayList<>(object.relocations());
    }

    /// The name of a symbol's stub in code for a machine.
    ///
    /// @param first the machine of the image's first section
    static String name(String external, Machine machine, Machine first) {
        return external + SUFFIX + (machine.equals(first) ? "" : "." + machine.name());
    }

    /// The object with stubs at the end of its sections of code.
    static ObjectCode addTo(ObjectCode object) {
        Map<Integer, Set<String>> wanted = new LinkedHashMap<>();
        for (SectionRelocation relocation : object.relocations()) {
            if (relocation.targetSection() < 0 && mayNeed(object.sections().get(relocation.section()), relocation)) {
                wanted.computeIfAbsent(relocation.section(), s -> new LinkedHashSet<>())
                        .add(String.valueOf(relocation.symbol()));
            }
        }
        return wanted.isEmpty() ? object : new Stubs(object).add(wanted);
    }

    private static boolean mayNeed(Section section, SectionRelocation relocation) {
        return section.kind() == SectionKind.TEXT
                && ReachTable.of(section.machine()).isForStub(relocation.kind(), relocation.addend());
    }

    private ObjectCode add(Map<Integer, Set<String>> wanted) {
        for (int i = 0; i < object.sections().size(); i++) {
            Section section = object.sections().get(i);
            sections.add(wanted.containsKey(i) ? extended(section, i, wanted.get(i)) : section);
        }
        return new ObjectCode(object.machine(), sections, symbols, relocations);
    }

    private Section extended(Section section, int index, Set<String> externals) {
        List<Part> parts = ReachTable.of(section.machine()).stub();
        int alignment = Math.max(section.alignment(), section.machine().pointerBytes());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(section.bytes());
        for (String external : externals) {
            String name = name(external, section.machine(), object.machine());
            if (!known.add(name)) {
                continue;
            }
            byte[] padding = new byte[-bytes.size() & section.machine().pointerBytes() - 1];
            if (padding.length % section.machine().codeAlignment() == 0) {
                NoOps.fill(section.machine(), padding, 0, padding.length);
            }
            bytes.writeBytes(padding);
            symbols.add(new Symbol(name, index, bytes.size(), false, SymbolType.FUNCTION));
            for (Part part : parts) {
                if (part.kind() != null) {
                    relocations.add(
                            new SectionRelocation(part.kind(), index, bytes.size(), external, -1, 0, part.addend()));
                }
                bytes.writeBytes(part.bytes());
            }
        }
        return new Section(
                section.kind(), section.machine(), bytes.toByteArray(), bytes.size(), alignment, section.turns());
    }

    /// The relocation as it must be done, with an external target at `address`: itself, or one to the target's
    /// stub.
    static Relocation choose(CodeImage image, Relocation relocation, long imageAddress, long address) {
        Machine machine = image.machineAt(relocation.offset());
        ReachTable table = ReachTable.of(machine);
        FixupKind kind = relocation.kind();
        if (!table.isForStub(kind, relocation.addend())
                || table.isSameState(address)
                        && kind.reaches(address, relocation.addend(), imageAddress + relocation.offset())) {
            return relocation;
        }
        Integer stub = image.symbols().get(name(String.valueOf(relocation.external()), machine, image.machine()));
        return stub == null ? relocation : new Relocation(kind, relocation.offset(), null, stub, relocation.addend());
    }
}
