package dev.touchstone.relocation;

import dev.touchstone.relocation.ObjectCode.SectionRelocation;
import dev.touchstone.relocation.ObjectCode.Symbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// Makes an [ObjectCode] of a unit: copies the sections, resolves what can be, and lists the rest.
final class ObjectBuilder {
    private final CodeUnit unit;
    private final List<SectionText> texts;
    private final List<SectionRelocation> relocations = new ArrayList<>();
    private final TreeSet<String> unbound = new TreeSet<>();

    ObjectBuilder(CodeUnit unit) {
        this.unit = unit;
        this.texts = unit.sections.stream().map(SectionText::of).toList();
    }

    ObjectCode build() {
        PendingFixups fixups = unit.fixups;
        for (int i = 0; i < fixups.count(); i++) {
            if (fixups.isLive(i)) {
                fixup(fixups, i);
            }
        }
        unit.differences.forEach(this::difference);
        if (!unbound.isEmpty()) {
            throw new RelocationException("not bound: " + String.join(", ", unbound));
        }
        relocations.sort(
                Comparator.comparingInt(SectionRelocation::section).thenComparingInt(SectionRelocation::offset));
        return new ObjectCode(
                unit.sections.getFirst().machine(),
                texts.stream().map(SectionText::toSection).toList(),
                symbols(),
                relocations);
    }

    private void fixup(PendingFixups fixups, int i) {
        FixupKind kind = fixups.kinds[i];
        Label label = fixups.labels[i];
        if (label.offset == Label.UNBOUND) {
            unbound.add("%s (used by %s at offset 0x%x)".formatted(label, kind, fixups.offsets[i]));
            return;
        }
        int from = unit.sections.indexOf(fixups.sections[i]);
        SectionText text = texts.get(from);
        long addend = fixups.addends[i];
        int place = text.place(i, fixups.offsets[i]);
        Relaxation shortened = text.shortened(i);
        if (shortened != null) {
            kind = shortened.shortKind();
            addend = shortened.shortAddend(addend);
        }
        if (label.home == null) {
            relocations.add(new SectionRelocation(kind, from, place, label.name(), -1, 0, addend));
            return;
        }
        int to = unit.sections.indexOf(label.home);
        int target = texts.get(to).moved(label);
        if (from == to && kind.positionIndependent()) {
            kind.apply(text.bytes(), place, kind.takesT(addend) ? target | t(label) : target, addend, place, label);
        } else {
            relocations.add(new SectionRelocation(kind, from, place, label.name(), to, target, addend));
        }
    }

    /// T: 1 if the label is a function of T32 code, else 0.
    private static int t(Label label) {
        return label.type() == SymbolType.FUNCTION
                        && label.home != null
                        && label.home.machine().equals(Machine.T32)
                ? 1
                : 0;
    }

    private void difference(LabelDifference difference) {
        CodeBuffer plus = home(difference, difference.plus());
        CodeBuffer minus = home(difference, difference.minus());
        if (plus == null || minus == null) {
            return;
        }
        CodeBuffer section = difference.section();
        SectionText text = texts.get(unit.sections.indexOf(section));
        int place = text.moved(difference.offset());
        long subtrahend = offset(difference.minus());
        if (plus == minus) {
            long minuend = offset(difference.plus()) | t(difference.plus().base());
            store(text.bytes(), place, difference, minuend - subtrahend);
        } else if (minus == section) {
            // plus - minus = plus + (place - minus) - place
            relocations.add(new SectionRelocation(
                    DataKinds.relative(section.machine(), difference.bytes()),
                    unit.sections.indexOf(section),
                    place,
                    difference.plus().base().name(),
                    unit.sections.indexOf(plus),
                    (int) (offset(difference.plus()) - difference.plus().distance()),
                    difference.plus().distance() + place - subtrahend));
        } else {
            throw new RelocationException("%s - %s: the labels stand in %s and %s; that can be told only in %s"
                    .formatted(difference.plus(), difference.minus(), plus.kind(), minus.kind(), minus.kind()));
        }
    }

    private @org.jspecify.annotations.Nullable CodeBuffer home(LabelDifference difference, Label label) {
        Label base = label.base();
        if (base.offset == Label.EXTERNAL) {
            throw new RelocationException("%s - %s: %s is external; a distance needs two labels of this code"
                    .formatted(difference.plus(), difference.minus(), base));
        }
        if (base.home == null) {
            unbound.add("%s (used by a difference at offset 0x%x)".formatted(base, difference.offset()));
        }
        return base.home;
    }

    private long offset(Label label) {
        Label base = label.base();
        return texts.get(unit.sections.indexOf(base.home)).moved(base) + label.distance();
    }

    private static void store(byte[] bytes, int place, LabelDifference difference, long value) {
        int bits = 8 * difference.bytes();
        if (bits < 64 && (value < -(1L << bits - 1) || value >= 1L << bits)) {
            throw new RelocationException("%s - %s at offset 0x%x is %d, which does not fit into %d bytes"
                    .formatted(difference.plus(), difference.minus(), difference.offset(), value, difference.bytes()));
        }
        for (int i = 0; i < difference.bytes(); i++) {
            bytes[place + i] = (byte) (value >>> 8 * i);
        }
    }

    private List<Symbol> symbols() {
        List<Symbol> symbols = new ArrayList<>();
        for (Label label : unit.named().values()) {
            String name = String.valueOf(label.name());
            if (label.home != null) {
                int section = unit.sections.indexOf(label.home);
                symbols.add(new Symbol(
                        name, section, texts.get(section).moved(label), label.details().isGlobal, label.type()));
            } else if (label.offset == Label.EXTERNAL) {
                symbols.add(new Symbol(name, -1, 0, true, label.type()));
            }
        }
        return symbols;
    }
}
