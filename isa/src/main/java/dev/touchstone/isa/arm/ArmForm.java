package dev.touchstone.isa.arm;

import dev.touchstone.isa.Effects;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.SourceLine;
import java.util.List;
import java.util.Set;

/// A row of the Arm tables: one encoding with fixed arrangements.
public final class ArmForm implements Form {
    private final Isa isa;
    private final String id;
    private final String syntax;
    private final Template template;
    private final BitDiagram bits;
    private final List<Hole> holes;
    private final String feature;
    private final Effects effects;
    private final ArmAttributes attributes;
    private final SourceLine source;
    private final int order;

    ArmForm(
            Isa isa,
            String id,
            String syntax,
            Template template,
            BitDiagram bits,
            List<Hole> holes,
            String feature,
            Effects effects,
            ArmAttributes attributes,
            SourceLine source,
            int order) {
        this.isa = isa;
        this.id = id;
        this.syntax = syntax;
        this.template = template;
        this.bits = bits;
        this.holes = List.copyOf(holes);
        this.feature = feature;
        this.effects = effects;
        this.attributes = attributes;
        this.source = source;
        this.order = order;
    }

    @Override
    public String id() {
        return id;
    }

    /// The one set that has it.
    public Isa isa() {
        return isa;
    }

    @Override
    public Set<Isa> isas() {
        return Set.of(isa);
    }

    /// The mnemonic's literal text: `add`, `vadd.f32`, `b` for `B.<cond>`.
    @Override
    public String mnemonic() {
        return template.mnemonic().base();
    }

    @Override
    public String syntax() {
        return syntax;
    }

    @Override
    public String feature() {
        return feature;
    }

    @Override
    public String encoding() {
        return bits.text();
    }

    @Override
    public Effects effects() {
        return effects;
    }

    @Override
    public SourceLine source() {
        return source;
    }

    public Template template() {
        return template;
    }

    public BitDiagram bits() {
        return bits;
    }

    /// The operands, in the order of the syntax, each once.
    public List<Hole> holes() {
        return holes;
    }

    public ArmAttributes attributes() {
        return attributes;
    }

    /// Its place among the forms of its set.
    public int order() {
        return order;
    }

    @Override
    public String toString() {
        return id;
    }
}
