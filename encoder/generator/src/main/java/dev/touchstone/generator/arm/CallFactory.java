package dev.touchstone.generator.arm;

import dev.touchstone.isa.arm.codec.HoleCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// Every way to call a form: with and without each part that may be left out.
final class CallFactory {
    private final Target target;
    private final CodecConstants codecs;

    CallFactory(Target target, CodecConstants codecs) {
        this.target = target;
        this.codecs = codecs;
    }

    /// @throws UnknownShapeException if an operand has no Java type
    List<Call> calls(FormView form, int order) {
        List<Call> calls = new ArrayList<>();
        if (form.mnemonicHole() != null && form.mnemonicHole().kind().equals("it-pattern")) {
            return form.mnemonicHole().partner() == null
                    ? lettered(form, order, "beginVector(%d).", Long::intValue)
                    : ItCalls.of(form, order, form.mnemonicHole());
        }
        if (form.mnemonicHole() != null && form.mnemonicHole().kind().equals("vpt-place")) {
            return lettered(form, order, "inVector(%b).", letter -> letter == 1);
        }
        for (boolean conditional : conditions(form)) {
            for (List<Token> tokens : variants(form.tokens())) {
                OperandReader names = new OperandReader(target, false);
                calls.add(call(form, order, conditional, names, tokens));
                if (names.sawTwo()) {
                    calls.add(call(form, order, conditional, new OperandReader(target, true), tokens));
                }
            }
        }
        return calls;
    }

    /// Whether to make calls without and with an operand for the mnemonic's hole.
    private static List<Boolean> conditions(FormView form) {
        HoleView hole = form.mnemonicHole();
        if (hole == null) {
            return List.of(false);
        }
        if (!hole.optional()) {
            return List.of(true);
        }
        return switch (form.it()) {
            case "in" -> List.of(true);
            case "out" -> List.of(false);
            default -> List.of(false, true);
        };
    }

    private Call call(FormView form, int order, boolean conditional, OperandReader reader, List<Token> tokens) {
        List<Token> all = new ArrayList<>();
        HoleView condition = form.mnemonicHole();
        if (conditional && condition != null) {
            all.add(new Token.Hole(condition));
            all.add(new Token.Text(","));
        }
        all.addAll(tokens);
        List<Operand> operands = reader.read(all);
        List<Parameter> parameters =
                operands.stream().map(o -> new Parameter(o.type(), o.name())).toList();
        BodyMaker maker = new BodyMaker(target, codecs, form, operands, Map.of(), "");
        return new Call(form, order, methodName(form.mnemonic() + reader.suffix()), parameters, operands, maker::body);
    }

    /// The calls of a form whose mnemonic has letters for vector predication: a method for each way to write
    /// them.
    ///
    /// @param prefix what the statement begins with, where there are letters
    /// @param argument of the prefix, from the hole's value
    private List<Call> lettered(FormView form, int order, String prefix, Function<Long, Object> argument) {
        HoleView hole = Objects.requireNonNull(form.mnemonicHole());
        List<Call> calls = new ArrayList<>();
        for (long value = 0; value < 16; value++) {
            if (hole.codec().encode(value, 0) == HoleCodec.REFUSED) {
                continue;
            }
            StringBuilder letters = new StringBuilder();
            boolean isPlain = hole.kind().equals("vpt-place") && value == 0;
            if (!isPlain) {
                hole.codec().format(value, letters);
            }
            int dot = form.mnemonic().indexOf('.');
            String method = new StringBuilder(form.mnemonic())
                    .insert(dot < 0 ? form.mnemonic().length() : dot, letters)
                    .toString();
            for (List<Token> tokens : variants(form.tokens())) {
                OperandReader reader = new OperandReader(target, false);
                List<Operand> operands = reader.read(tokens);
                BodyMaker maker = new BodyMaker(
                        target,
                        codecs,
                        form,
                        operands,
                        Map.of(hole.name(), value),
                        isPlain ? "" : prefix.formatted(argument.apply(value)));
                calls.add(new Call(
                        form,
                        order,
                        methodName(method + reader.suffix()),
                        operands.stream()
                                .map(o -> new Parameter(o.type(), o.name()))
                                .toList(),
                        operands,
                        maker::body));
            }
        }
        return calls;
    }

    static String methodName(String mnemonic) {
        String name = mnemonic.toLowerCase(Locale.ROOT).replace('.', '_');
        return javax.lang.model.SourceVersion.isKeyword(name) ? name + "_" : name;
    }

    /// The token lists with each optional part left out and put in.
    private static List<List<Token>> variants(List<Token> tokens) {
        List<List<Token>> all = new ArrayList<>();
        all.add(new ArrayList<>());
        for (Token token : tokens) {
            if (token instanceof Token.Optional(List<Token> inner)) {
                List<List<Token>> longer = new ArrayList<>();
                for (List<Token> head : all) {
                    longer.add(head);
                    for (List<Token> part : variants(inner)) {
                        List<Token> whole = new ArrayList<>(head);
                        whole.addAll(part);
                        longer.add(whole);
                    }
                }
                all = longer;
            } else {
                all.forEach(head -> head.add(token));
            }
        }
        return all;
    }
}
