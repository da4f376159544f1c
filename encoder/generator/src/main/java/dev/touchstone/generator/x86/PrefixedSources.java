package dev.touchstone.generator.x86;

import dev.touchstone.generator.SourceFolder;
import dev.touchstone.isa.x86.X86Form;
import dev.touchstone.isa.x86.X86Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// The typed methods that a prefix can stand before: LOCK, REP, REPNE.
final class PrefixedSources {
    private static final String PACKAGE = "dev.touchstone.encoder.x86";

    private PrefixedSources() {}

    static void write(SourceFolder out) throws IOException {
        view(out, "X86Locked", "LOCK", "with a memory destination", f -> f.has("lockable"));
        view(out, "X86Repeated", "REP", "that REP or REPE repeats", f -> f.has("rep") || f.has("repcc"));
        view(out, "X86RepeatedNotEqual", "REPNE", "that REPNE repeats", f -> f.has("repcc"));
    }

    private static void view(SourceFolder out, String name, String prefix, String which, Predicate<X86Form> takes)
            throws IOException {
        StringBuilder source = new StringBuilder("package " + PACKAGE + ";\n\n");
        source.append("/// Instructions ")
                .append(which)
                .append(", with that prefix. Generated from the instruction tables.\n");
        source.append("public interface ").append(name).append(" extends X86Emission {\n");
        Set<String> signatures = new LinkedHashSet<>();
        for (X86Form form : X86Tables.forms()) {
            if (takes.test(form) && !form.has("nomethod")) {
                for (Variant variant : Variant.of(form)) {
                    boolean suits = !prefix.equals("LOCK") || variant.types().getFirst() == ParameterType.MEMORY;
                    if (suits) {
                        signatures.add(method(form.mnemonic(), prefix, variant.types()));
                    }
                }
            }
        }
        source.append(String.join("\n", signatures)).append("}\n");
        out.write(PACKAGE, name, source.toString());
    }

    private static String method(String mnemonic, String prefix, List<ParameterType> types) {
        List<String> parameters = new ArrayList<>();
        StringBuilder operands = new StringBuilder();
        for (int i = 0; i < types.size(); i++) {
            String name = "operand" + (i + 1);
            parameters.add(types.get(i).java() + " " + name);
            operands.append(", ").append(VariantCall.operand(types.get(i), name));
        }
        String javaName = MethodSource.javaName(mnemonic);
        return "    /// `" + mnemonic.toUpperCase(Locale.ROOT) + "` with " + prefix + ".\n    default void " + javaName
                + "("
                + String.join(", ", parameters) + ") {\n        emitter().selectPrefixed(\"" + mnemonic
                + "\", X86Prefix." + prefix
                + operands + ");\n    }\n";
    }
}
