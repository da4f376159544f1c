package dev.touchstone.generator.arm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The Java source of one family interface.
final class InterfaceWriter {
    private final Target target;

    InterfaceWriter(Target target) {
        this.target = target;
    }

    String source(String name, String family, List<Method> methods) {
        StringBuilder out = new StringBuilder();
        out.append("package ").append(target.packageName()).append(";\n\n");
        out.append("import dev.touchstone.encoder.EncodingException;\n");
        out.append("import dev.touchstone.isa.arm.codec.HoleCodec;\n");
        out.append("import dev.touchstone.relocation.").append(target.fixups()).append(";\n");
        out.append("import dev.touchstone.relocation.Label;\n\n");
        out.append("/// The instructions of the table `").append(family).append("`. Generated.\n");
        out.append("@SuppressWarnings(\"cast\")\npublic interface ")
                .append(name)
                .append(" extends ")
                .append(target.sink())
                .append(" {\n");
        methods.forEach(method -> method(method, out));
        return out.append("}\n").toString();
    }

    /// The interface that has all methods.
    String all(List<String> interfaces) {
        return "package " + target.packageName() + ";\n\n/// Every instruction of " + target.prefix() + ". Generated.\n"
                + "public interface " + target.prefix() + "Instructions extends\n        "
                + String.join(",\n        ", interfaces) + " {}\n";
    }

    private void method(Method method, StringBuilder out) {
        Call first = method.calls().getFirst();
        List<Parameter> parameters = new ArrayList<>();
        List<String> names = names(method);
        for (int i = 0; i < names.size(); i++) {
            parameters.add(new Parameter(method.types().get(i), names.get(i)));
        }
        List<Body> bodies =
                method.calls().stream().map(call -> call.body().apply(names)).toList();
        documentation(method, out);
        out.append("    default void ").append(method.name()).append('(');
        out.append(String.join(
                ", ", parameters.stream().map(p -> p.type() + " " + p.name()).toList()));
        out.append(") {\n");
        if (bodies.size() == 1) {
            single(first, bodies.getFirst(), out);
        } else {
            several(method, bodies, out);
        }
        out.append("    }\n");
    }

    /// The names that the first call of exactly this signature gives its parameters, made different.
    private static List<String> names(Method method) {
        Call model = method.calls().stream()
                .filter(call -> call.types().equals(method.types()))
                .findFirst()
                .orElse(method.calls().getFirst());
        Set<String> taken = new LinkedHashSet<>();
        for (Parameter parameter : model.parameters()) {
            String name = parameter.name();
            for (int i = 2; !taken.add(name); i++) {
                name = parameter.name() + i;
            }
        }
        return List.copyOf(taken);
    }

    private void documentation(Method method, StringBuilder out) {
        out.append('\n');
        Set<FormView> forms = new LinkedHashSet<>();
        method.calls().forEach(call -> forms.add(call.form()));
        boolean first = true;
        for (FormView form : forms) {
            if (!first) {
                out.append("    ///\n");
                out.append("    /// or, where that can't be,\n");
                out.append("    ///\n");
            }
            first = false;
            out.append("    /// ")
                    .append(form.name())
                    .append(" (")
                    .append(form.feature())
                    .append(")\n");
            out.append("    /// ```\n");
            out.append("    /// ").append(form.syntax()).append('\n');
            out.append("    /// ").append(form.bits()).append('\n');
            out.append("    /// ```\n");
        }
    }

    private static void single(Call call, Body body, StringBuilder out) {
        body.locals().forEach(local -> line(out, 2, local));
        for (Check check : body.checks()) {
            line(out, 2, "if (!(" + check.holds() + ")) {");
            line(out, 3, "throw " + refusal(call.form(), check, check.allowed()) + ";");
            line(out, 2, "}");
        }
        line(out, 2, body.statement());
    }

    /// Rows in order, each if all of its checks hold; if none did, the complaint of the row that is least
    /// special, with what the others allow.
    private static void several(Method method, List<Body> bodies, StringBuilder out) {
        Map<String, Boolean> declared = new LinkedHashMap<>();
        for (Body body : bodies) {
            for (String local : body.locals()) {
                if (declared.put(local, true) == null) {
                    line(out, 2, local);
                }
            }
            if (body.checks().isEmpty()) {
                line(out, 2, body.statement());
                return;
            }
            line(
                    out,
                    2,
                    "if ("
                            + String.join(
                                    " && ",
                                    body.checks().stream()
                                            .map(c -> "(" + c.holds() + ")")
                                            .toList()) + ") {");
            line(out, 3, body.statement());
            line(out, 3, "return;");
            line(out, 2, "}");
        }
        int most = 0;
        for (int i = 1; i < bodies.size(); i++) {
            most = judging(bodies.get(i)) > judging(bodies.get(most)) ? i : most;
        }
        FormView form = method.calls().get(most).form();
        List<Check> checks = bodies.get(most).checks();
        for (int i = 0; i < checks.size(); i++) {
            Check check = checks.get(i);
            Set<String> allowed = new LinkedHashSet<>();
            bodies.forEach(body -> body.checks().stream()
                    .filter(c -> c.given().equals(check.given()))
                    .forEach(c -> allowed.add(c.allowed())));
            String refusal = refusal(form, check, String.join("; or ", allowed));
            if (i < checks.size() - 1) {
                String holds = String.join(
                        " || ",
                        bodies.stream()
                                .flatMap(b -> b.checks().stream()
                                        .filter(c -> c.given().equals(check.given())))
                                .map(c -> "(" + c.holds() + ")")
                                .distinct()
                                .toList());
                line(out, 2, "if (!(" + holds + ")) {");
                line(out, 3, "throw " + refusal + ";");
                line(out, 2, "}");
            } else {
                line(out, 2, "throw " + refusal + ";");
            }
        }
    }

    /// How good a row is for complaints: one that little tells from others, and that judges much.
    private static long judging(Body body) {
        long selecting = body.checks().stream().filter(Check::selects).count();
        return body.checks().size() - 100 * selecting;
    }

    private static String refusal(FormView form, Check check, String allowed) {
        return "new EncodingException(" + literal(form.syntax()) + ", " + literal(check.operand()) + ", "
                + check.given() + ", " + literal(allowed) + ")";
    }

    static String literal(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void line(StringBuilder out, int indent, String text) {
        out.append("    ".repeat(indent)).append(text).append('\n');
    }
}
