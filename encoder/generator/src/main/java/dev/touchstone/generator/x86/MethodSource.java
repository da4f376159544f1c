package dev.touchstone.generator.x86;

import dev.touchstone.isa.x86.Access;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.PackedEncoding;
import dev.touchstone.isa.x86.X86Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes the source of one typed method. One instance writes one method.
final class MethodSource {
    /// Words of Java that are mnemonics, or names that Object has.
    private static final Set<String> RESERVED = Set.of("int", "wait", "notify");

    private final TypedMethod method;
    private final List<String> names;

    private MethodSource(TypedMethod method) {
        this.method = method;
        this.names = names(method);
    }

    static String of(TypedMethod method) {
        return new MethodSource(method).source();
    }

    /// The method's Java name.
    static String javaName(String mnemonic) {
        return RESERVED.contains(mnemonic) ? mnemonic + "_" : mnemonic;
    }

    private static List<String> names(TypedMethod method) {
        Variant first = method.variants().getFirst();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < method.parameters().size(); i++) {
            String name = name(first, method.parameters(), i);
            long taken = names.stream()
                    .filter(n -> n.replaceAll("\\d", "").equals(name))
                    .count();
            names.add(taken == 0 ? name : name + (taken + 1));
        }
        return names;
    }

    private static String name(Variant variant, List<ParameterType> parameters, int index) {
        return switch (parameters.get(index)) {
            case INT, LONG -> "imm";
            case LABEL -> "target";
            case FAR_POINTER -> "pointer";
            case ROUNDING -> "rounding";
            default -> {
                OperandSpec operand = variant.form().operands().get(variant.operandOf(index));
                boolean written = operand.access() == Access.WRITE || operand.access() == Access.READ_WRITE;
                yield index == 0 && written ? "dst" : "src";
            }
        };
    }

    private String source() {
        StringBuilder out = new StringBuilder();
        List<X86Form> forms =
                method.variants().stream().map(Variant::form).distinct().toList();
        String bullet = forms.size() == 1 ? "" : "- ";
        forms.forEach(form ->
                out.append("    /// ").append(bullet).append(javadoc(form)).append('\n'));
        String parameters = IntStream.range(0, names.size())
                .mapToObj(i -> method.parameters().get(i).java() + " " + names.get(i))
                .collect(Collectors.joining(", "));
        out.append("    default void ")
                .append(javaName(method.mnemonic()))
                .append('(')
                .append(parameters)
                .append(") {\n");
        body(out);
        out.append("    }\n");
        return out.toString();
    }

    private static String javadoc(X86Form form) {
        String modes =
                form.modes().size() == 2 ? "" : ", " + form.modes().iterator().next() + "-bit mode only";
        return "`" + form.syntax() + "` is `" + form.encoding() + "`, " + form.feature() + modes + ".";
    }

    private void body(StringBuilder out) {
        List<Variant> variants = method.variants();
        for (int i = 0; i < variants.size(); i++) {
            Variant variant = variants.get(i);
            if (isLabelChoice(variants)) {
                out.append("        ").append(branch(variants)).append(";\n");
                return;
            }
            boolean last = i == variants.size() - 1;
            String condition = String.join(" && ", new VariantConditions(method, variant, names, last).conditions());
            String call = new VariantCall(method, variant, names).call();
            if (condition.isEmpty()) {
                out.append("        ").append(call).append(";\n");
                return;
            }
            out.append("        if (").append(condition).append(") {\n");
            out.append("            ").append(call).append(";\n");
            out.append("            return;\n        }\n");
        }
        out.append("        ").append(fallback()).append(";\n");
    }

    /// Whether the forms are branches to a label, of which the emitter chooses the shorter one.
    private static boolean isLabelChoice(List<Variant> variants) {
        return variants.getFirst().types().equals(List.of(ParameterType.LABEL));
    }

    private static String branch(List<Variant> variants) {
        List<Variant> shorts = reaching(variants, 8);
        List<Variant> nears = reaching(variants, 32);
        if (!shorts.isEmpty() && !nears.isEmpty()) {
            return "Branches.shortest(emitter(), "
                    + VariantCall.packed(shorts.getFirst().form()) + ", "
                    + VariantCall.packed(nears.getFirst().form()) + ", target)";
        }
        if (!nears.isEmpty()) {
            return "Branches.near(emitter(), "
                    + VariantCall.packed(nears.getFirst().form()) + ", target)";
        }
        return "emitter().select(\"" + variants.getFirst().form().mnemonic() + "\", new Target(target))";
    }

    private static List<Variant> reaching(List<Variant> variants, int bits) {
        return variants.stream()
                .filter(v -> {
                    OperandSpec.Immediate immediate =
                            v.form().operands().getFirst().immediate();
                    return immediate != null && immediate.bits() == bits && PackedEncoding.isPackable(v.form());
                })
                .toList();
    }

    /// No form took the operands: the generic encoder tells why.
    private String fallback() {
        boolean rounding = method.parameters().contains(ParameterType.ROUNDING);
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (method.parameters().get(i) != ParameterType.ROUNDING) {
                operands.add(VariantCall.operand(method.parameters().get(i), names.get(i)));
            }
        }
        return "emitter()." + (rounding ? "selectRounded" : "select") + "(\"" + method.mnemonic() + "\""
                + (rounding ? ", rounding" : "")
                + operands.stream().map(o -> ", " + o).collect(Collectors.joining())
                + ")";
    }
}
