package dev.touchstone.isa.arm;

import dev.touchstone.isa.Effects;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.codec.ConditionCodec;
import dev.touchstone.isa.arm.codec.HoleCodec;
import dev.touchstone.isa.arm.codec.ItPatternCodec;
import dev.touchstone.isa.arm.codec.VptPlaceCodec;
import dev.touchstone.isa.table.SourceLine;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

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
    private final List<Distinct> distinct;
    private final int[] stackPointers;
    private final int order;
    private final int itCondition;
    private final int itPattern;
    private final int vptPattern;
    private final int vptPlace;

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
            List<Distinct> distinct,
            int[] stackPointers,
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
        this.distinct = List.copyOf(distinct);
        this.stackPointers = stackPointers;
        this.source = source;
        this.order = order;
        this.itCondition = find(codec -> codec instanceof ConditionCodec condition && !condition.isStored());
        this.itPattern = find(codec -> codec instanceof ItPatternCodec pattern && !pattern.isVector());
        this.vptPattern = find(codec -> codec instanceof ItPatternCodec pattern && pattern.isVector());
        this.vptPlace = find(codec -> codec instanceof VptPlaceCodec);
    }

    private int find(Predicate<HoleCodec> wanted) {
        for (Hole hole : holes) {
            if (wanted.test(hole.codec())) {
                return hole.index();
            }
        }
        return -1;
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
    public boolean isSampled() {
        return attributes.sampled();
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

    /// The index of the first operand that makes the values illegal, by itself or beside another; -1 if all is
    /// well.
    public int refusedHole(long[] values) {
        for (Hole hole : holes) {
            long other = hole.with() < 0 ? 0 : values[hole.with()];
            if (hole.codec().encode(values[hole.index()], other) == HoleCodec.REFUSED) {
                return hole.index();
            }
        }
        return brokenRule(values);
    }

    /// As [#refusedHole], of values that are each legal by themselves.
    public int brokenRule(long[] values) {
        if (itCondition >= 0 && !attributes.it().allows(values[itCondition])) {
            return itCondition;
        }
        for (Distinct pair : distinct) {
            if (pair.isBroken(values)) {
                return pair.second();
            }
        }
        return lacksStackPointer(values) ? stackPointers[0] : -1;
    }

    /// Whether the row is meant for the stack pointer only, and none of the operands is it.
    public boolean lacksStackPointer(long[] values) {
        for (int hole : stackPointers) {
            if (values[hole] == 31) {
                return false;
            }
        }
        return stackPointers.length > 0;
    }

    /// Whether some values are illegal only beside others, or by where the instruction stands.
    public boolean hasRules() {
        return !distinct.isEmpty() || itCondition >= 0 || stackPointers.length > 0;
    }

    /// The index of the condition that an IT block gives, or -1 if the form has none.
    public int itCondition() {
        return itCondition;
    }

    /// The index of the letters of an IT block that the form begins, or -1 if it begins none.
    public int itPattern() {
        return itPattern;
    }

    /// The index of the letters of a VPT block that the form begins, or -1 if it begins none.
    public int vptPattern() {
        return vptPattern;
    }

    /// The index of the letter that the form has in a VPT block, or -1 if it can't stand in one.
    public int vptPlace() {
        return vptPlace;
    }

    /// Pairs of operands that must not be the same register.
    public List<Distinct> distinct() {
        return distinct;
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
