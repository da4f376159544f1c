package dev.touchstone.generator.arm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
            return ItCalls.of(form, order, form.mnemonicHole());
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
        BodyMaker maker = new BodyMaker(target, codecs, form, operands);
        return new Call(form, order, methodName(form.mnemonic() + reader.suffix()), parameters, operands, maker::body);
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
