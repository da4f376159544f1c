package dev.touchstone.generator.arm;

import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.BitDiagram;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.TemplatePart;
import dev.touchstone.isa.arm.codec.RegisterCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes a [FormView] of a form.
final class FormReader {
    private final ArmForm form;
    private final Map<Integer, HoleView> holes = new LinkedHashMap<>();

    private FormReader(ArmForm form) {
        this.form = form;
        form.holes().forEach(hole -> holes.put(hole.index(), hole(hole)));
    }

    static FormView read(ArmForm form) {
        FormReader reader = new FormReader(form);
        int mnemonicHole = form.template().mnemonic().hole();
        return new FormView(
                form.id(),
                form.id().substring(form.id().indexOf(':') + 1),
                form.syntax(),
                form.encoding(),
                form.feature(),
                family(form.source().file()),
                form.attributes().it().name().toLowerCase(Locale.ROOT),
                form.mnemonic(),
                mnemonicHole < 0 ? null : reader.holes.get(mnemonicHole),
                List.copyOf(reader.holes.values()),
                form.distinct().stream()
                        .map(d -> new FormView.Pair(reader.holeAt(d.first()), reader.holeAt(d.second()), d.sameAt31()))
                        .toList(),
                form.attributes().stackPointers(),
                reader.tokens(0, form.template().parts().size()),
                form.bits().width(),
                form.bits().value());
    }

    private static String family(String file) {
        return file.replaceAll(".*/", "").replaceAll("\\..*", "");
    }

    private HoleView hole(Hole hole) {
        List<HoleView.Place> places = new ArrayList<>();
        int width = hole.fields().stream().mapToInt(BitDiagram.Field::width).sum();
        int valueLow = width;
        for (BitDiagram.Field field : hole.fields()) {
            valueLow -= field.width();
            for (int low : field.lows()) {
                HoleView.Place last = places.isEmpty() ? null : places.getLast();
                if (last != null
                        && field.lows().size() == 1
                        && last.wordLow() == low + field.width()
                        && last.valueLow() == valueLow + field.width()) {
                    places.set(places.size() - 1, new HoleView.Place(low, valueLow, last.width() + field.width()));
                } else {
                    places.add(new HoleView.Place(low, valueLow, field.width()));
                }
            }
        }
        String partner = hole.with() < 0 ? null : form.holes().get(hole.with()).name();
        return new HoleView(
                hole.name(),
                hole.kind(),
                hole.parameters(),
                hole.codec(),
                width,
                places,
                hole.isOptional(),
                hole.missing(),
                partner);
    }

    /// The parts from `from` to `to` as tokens. A list that may also be written as a range is taken as written
    /// out.
    private List<Token> tokens(int from, int to) {
        List<Token> tokens = new ArrayList<>();
        for (int i = from; i < to; i++) {
            switch (form.template().parts().get(i)) {
                case TemplatePart.Literal literal -> literal(literal.text().toUpperCase(Locale.ROOT), tokens);
                case TemplatePart.Operand operand -> tokens.add(new Token.Hole(holeAt(operand.hole())));
                case TemplatePart.Next next -> tokens.add(next(next));
                case TemplatePart.Optional optional -> {
                    List<Token> inner = tokens(i + 1, optional.end());
                    if (!optional.holes().isEmpty()) {
                        tokens.add(new Token.Optional(inner));
                    }
                    i = optional.end() - 1;
                }
                case TemplatePart.Choice choice -> {}
                case TemplatePart.Jump jump -> {}
                case TemplatePart.End end -> {
                    return tokens;
                }
            }
        }
        return tokens;
    }

    private Token next(TemplatePart.Next next) {
        HoleView of = holeAt(next.hole());
        String kind = next.codec() instanceof RegisterCodec codec ? codec.kind() : of.kind();
        return new Token.Next(of, kind, next.step(), next.modulus());
    }

    private HoleView holeAt(int index) {
        HoleView hole = holes.get(index);
        if (hole == null) {
            throw new IllegalStateException(form.id() + " has no hole " + index);
        }
        return hole;
    }

    private static void literal(String text, List<Token> tokens) {
        if (text.equals("{") || text.equals("}")) {
            tokens.add(new Token.ListBrace(text.equals("{")));
        } else if (text.startsWith(".") && text.length() > 1) {
            tokens.add(new Token.Text("."));
            tokens.add(new Token.Text(text.substring(1)));
        } else {
            tokens.add(new Token.Text(text));
        }
    }
}
