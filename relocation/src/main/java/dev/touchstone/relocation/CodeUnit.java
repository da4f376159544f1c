package dev.touchstone.relocation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the sections of one piece of code share: names, pending fixups, the time since the last reset.
final class CodeUnit {
    final Set<BufferOption> options;
    final PendingFixups fixups = new PendingFixups();
    final List<CodeBuffer> sections = new ArrayList<>();
    final List<LabelDifference> differences = new ArrayList<>();
    final LocalLabels locals = new LocalLabels(this);
    /// Labels of an earlier one are no longer valid.
    CodeGeneration generation = new CodeGeneration(this);

    private @Nullable Map<String, Label> named;

    CodeUnit(Set<BufferOption> options) {
        this.options = options;
    }

    Map<String, Label> named() {
        if (named == null) {
            named = new LinkedHashMap<>();
        }
        return named;
    }

    /// The section of that kind and machine, made at the first call.
    CodeBuffer section(SectionKind kind, Machine machine) {
        for (CodeBuffer section : sections) {
            if (section.kind() == kind && section.machine().equals(machine)) {
                return section;
            }
        }
        if (!machine.family().equals(sections.getFirst().machine().family())) {
            throw new RelocationException("code for %s and for %s can't stand in one image"
                    .formatted(sections.getFirst().machine().name(), machine.name()));
        }
        CodeBuffer section = new CodeBuffer(this, kind, machine);
        sections.add(section);
        return section;
    }

    void reset() {
        generation = new CodeGeneration(this);
        named = null;
        fixups.clear();
        differences.clear();
        locals.clear();
        sections.forEach(CodeBuffer::clear);
    }
}
