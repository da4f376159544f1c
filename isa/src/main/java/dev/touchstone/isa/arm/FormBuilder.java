package dev.touchstone.isa.arm;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.codec.Codecs;
import dev.touchstone.isa.arm.codec.Cursor;
import dev.touchstone.isa.arm.codec.HoleCodec;
import dev.touchstone.isa.arm.codec.ImmediateCodec;
import dev.touchstone.isa.arm.codec.Parameters;
import dev.touchstone.isa.table.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a form of a row, and checks it.
final class FormBuilder {
    /// What a hole shares with the same hole of other forms.
    private record SharedHole(HoleCodec codec, @Nullable String with, boolean optional, long missing) {}

    /// Codecs are shared by the forms of a set: one for each symbol and width.
    private final Map<String, SharedHole> shared = new HashMap<>();

    private final Isa isa;
    private final Symbols symbols;

    FormBuilder(Isa isa, Symbols symbols) {
        this.isa = isa;
        this.symbols = symbols;
    }

    /// The form, or null if the row is another set's.
    @Nullable
    ArmForm build(Row row, int order) {
        try {
            ArmAttributes attributes = ArmAttributes.parse(row.column(5));
            if (attributes.isa() != null && attributes.isa() != isa) {
                return null;
            }
            return new OneRow(row, attributes).build(order);
        } catch (IllegalArgumentException e) {
            throw row.wrong(String.valueOf(e.getMessage()));
        }
    }

    private final class OneRow {
        private final Row row;
        private final ArmAttributes attributes;
        private final BitDiagram bits;
        private final List<Hole> holes = new ArrayList<>();
        private final Map<String, Integer> indexes = new HashMap<>();
        private final Map<String, String> unresolved = new HashMap<>();
        private final Set<String> claimed = new HashSet<>();

        OneRow(Row row, ArmAttributes attributes) {
            this.row = row;
            this.attributes = attributes;
            if (row.columns().size() < 3 || row.columns().size() > 6) {
                throw new IllegalArgumentException(
                        "a row is written: name | syntax | bits | feature | effects | attributes");
            }
            this.bits = BitDiagram.parse(row.column(2));
        }

        ArmForm build(int order) {
            String syntax = row.column(1);
            int blank = syntax.indexOf(' ');
            Mnemonic mnemonic =
                    new Mnemonic(blank < 0 ? syntax : syntax.substring(0, blank), attributes.printsGroups());
            if (!mnemonic.holeName().isEmpty()) {
                mnemonic.hole(hole(mnemonic.holeName()));
            }
            String operands = blank < 0 ? "" : syntax.substring(blank).strip();
            List<TemplatePart> parts = TemplateBuilder.build(operands, this::operand);
            resolveWith();
            check(parts);
            String feature = row.column(3).isEmpty() ? row.defaults().getOrDefault("feature", "") : row.column(3);
            return new ArmForm(
                    isa,
                    isa.label() + ":" + row.column(0),
                    syntax,
                    new Template(mnemonic, parts),
                    bits,
                    holes,
                    feature,
                    EffectsParser.parse(row.column(4)),
                    attributes,
                    distinct(),
                    stackPointers(),
                    row.source(),
                    order);
        }

        private List<Distinct> distinct() {
            List<Distinct> pairs = new ArrayList<>();
            for (String pair : attributes.distinct()) {
                int colon = pair.indexOf(':');
                Integer first = indexes.get(pair.substring(0, Math.max(colon, 0)));
                Integer second = indexes.get(pair.substring(colon + 1));
                if (first == null || second == null) {
                    throw new IllegalArgumentException("differ=" + pair + " does not name two operands of the syntax");
                }
                boolean alike = holes.get(first).kind().endsWith("sp")
                        == holes.get(second).kind().endsWith("sp");
                pairs.add(new Distinct(first, second, isa != Isa.A64 || alike));
            }
            return pairs;
        }

        private int[] stackPointers() {
            return attributes.stackPointers().stream()
                    .mapToInt(name -> {
                        Integer hole = indexes.get(name);
                        if (hole == null) {
                            throw new IllegalArgumentException("sp=" + name + " names no operand of the syntax");
                        }
                        return hole;
                    })
                    .toArray();
        }

        private TemplatePart operand(String name, boolean blankBefore) {
            Symbols.Symbol symbol = symbol(name);
            if (symbol.kind().equals("next")) {
                return next(symbol, blankBefore);
            }
            boolean repeated = indexes.containsKey(name);
            return new TemplatePart.Operand(hole(name), blankBefore, repeated);
        }

        private Symbols.Symbol symbol(String name) {
            Symbols.Symbol symbol = symbols.get(name);
            if (symbol == null) {
                throw new IllegalArgumentException("no symbols table of " + isa + " has the hole <" + name + ">");
            }
            return symbol;
        }

        private TemplatePart next(Symbols.Symbol symbol, boolean blankBefore) {
            Parameters parameters = new Parameters(isa, symbol.parameters());
            String of = parameters.text("of");
            Integer hole = of == null ? null : indexes.get(of);
            if (hole == null) {
                throw new IllegalArgumentException(
                        "<" + symbol.name() + "> follows <" + of + ">, which does not stand before it");
            }
            int step = (int) parameters.number("step", 1);
            int modulus = (int) parameters.number("mod", 32);
            String as = parameters.text("as");
            parameters.finish();
            HoleCodec codec = holes.get(hole).codec();
            if (as != null) {
                int width = holes.get(hole).fields().stream()
                        .mapToInt(BitDiagram.Field::width)
                        .sum();
                codec = Codecs.make(as, new Parameters(isa, ""), width);
            }
            return new TemplatePart.Next(hole, codec, step, modulus, blankBefore);
        }

        private int hole(String name) {
            Integer known = indexes.get(name);
            if (known != null) {
                return known;
            }
            Symbols.Symbol symbol = symbol(name);
            List<BitDiagram.Field> fields = fields(symbol);
            int width = fields.stream().mapToInt(BitDiagram.Field::width).sum();
            SharedHole hole = shared.computeIfAbsent(symbol.name() + " " + width, k -> share(symbol, width));
            int index = holes.size();
            indexes.put(name, index);
            if (hole.with != null) {
                unresolved.put(name, hole.with);
            }
            holes.add(new Hole(
                    name,
                    symbol.kind(),
                    symbol.parameters(),
                    index,
                    hole.codec,
                    fields,
                    -1,
                    hole.optional,
                    hole.missing));
            return index;
        }

        private List<BitDiagram.Field> fields(Symbols.Symbol symbol) {
            List<BitDiagram.Field> fields = new ArrayList<>();
            if (symbol.fields().equals("-")) {
                return fields;
            }
            for (String field : (symbol.fields().isEmpty() ? symbol.name() : symbol.fields()).split(":")) {
                BitDiagram.Field found = bits.fields().get(field);
                if (found == null) {
                    throw new IllegalArgumentException("<" + symbol.name() + "> is in field " + field
                            + ", which the bits don't have (" + symbol.row().source() + ")");
                }
                if (!claimed.add(field)) {
                    throw new IllegalArgumentException(
                            "field " + field + " holds two operands, one of them <" + symbol.name() + ">");
                }
                fields.add(found);
            }
            return fields;
        }

        private SharedHole share(Symbols.Symbol symbol, int width) {
            try {
                Parameters parameters = new Parameters(isa, symbol.parameters());
                HoleCodec codec = Codecs.make(symbol.kind(), parameters, width);
                if (parameters.with() == null
                        && codec instanceof ImmediateCodec immediate
                        && !immediate.decodesSome()) {
                    throw new IllegalArgumentException(
                            "<" + symbol.name() + ">: the kind " + symbol.kind() + " refuses all of its encodings");
                }
                String missing = parameters.missing();
                return new SharedHole(
                        codec, parameters.with(), missing != null, missing == null ? 0 : value(codec, missing));
            } catch (IllegalArgumentException e) {
                throw symbol.row().wrong(e.getMessage() + " (for " + row.source() + ", " + width + " bits)");
            }
        }

        private long value(HoleCodec codec, String text) {
            try {
                return Long.decode(text);
            } catch (NumberFormatException e) {
                Cursor cursor = new Cursor(text, true);
                if (codec.parse(cursor) && cursor.atEnd()) {
                    return cursor.value;
                }
                throw new IllegalArgumentException("default=" + text + " is no value", e);
            }
        }

        private void resolveWith() {
            unresolved.forEach((name, with) -> {
                Integer other = indexes.get(with);
                Hole hole = holes.get(indexes.getOrDefault(name, 0));
                if (other == null) {
                    throw new IllegalArgumentException(
                            "<" + name + "> depends on <" + with + ">, which does not stand in the syntax");
                }
                holes.set(
                        hole.index(),
                        new Hole(
                                name,
                                hole.kind(),
                                hole.parameters(),
                                hole.index(),
                                hole.codec(),
                                hole.fields(),
                                other,
                                hole.isOptional(),
                                hole.missing()));
            });
        }

        private void check(List<TemplatePart> parts) {
            Set<String> free = new HashSet<>(bits.fields().keySet());
            free.removeAll(claimed);
            if (!free.isEmpty()) {
                throw new IllegalArgumentException("no operand is in the fields " + free);
            }
            if (row.column(0).isEmpty()) {
                throw new IllegalArgumentException("a row needs a name");
            }
            for (TemplatePart part : parts) {
                if (part instanceof TemplatePart.Optional optional) {
                    for (int hole : optional.holes()) {
                        if (!holes.get(hole).isOptional()) {
                            throw new IllegalArgumentException(
                                    holes.get(hole) + " may be left out, but has no default=");
                        }
                    }
                }
            }
            for (Hole hole : holes) {
                if (hole.isOptional()
                        && hole.with() < 0
                        && hole.codec().encode(hole.missing(), 0) == HoleCodec.REFUSED) {
                    throw new IllegalArgumentException(
                            "default=" + hole.missing() + " of " + hole + " is not allowed there");
                }
            }
        }
    }
}
