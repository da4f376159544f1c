package dev.touchstone.generator.arm;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The Java source of an enum of operand names.
final class EnumWriter {
    private EnumWriter() {}

    static String source(Target target, String type, Map<String, Long> names) {
        StringBuilder out = new StringBuilder();
        out.append("package ").append(target.packageName()).append(";\n\n");
        out.append("/// An operand that is one of these names. Generated.\n");
        out.append("public enum ").append(type).append(" {\n");
        Map<Long, String> first = new LinkedHashMap<>();
        StringBuilder synonyms = new StringBuilder();
        StringBuilder constants = new StringBuilder();
        names.forEach((name, value) -> {
            String constant = NameTypes.constant(name);
            String known = first.putIfAbsent(value, constant);
            if (known == null) {
                constants.append(constants.isEmpty() ? "" : ",\n");
                constants
                        .append("    /// `")
                        .append(name.toLowerCase(Locale.ROOT))
                        .append("`\n");
                constants
                        .append("    ")
                        .append(constant)
                        .append('(')
                        .append(value)
                        .append(')');
            } else {
                synonyms.append("\n    /// `")
                        .append(name.toLowerCase(Locale.ROOT))
                        .append("`, the same.\n");
                synonyms.append("    public static final ")
                        .append(type)
                        .append(' ')
                        .append(constant);
                synonyms.append(" = ").append(known).append(";\n");
            }
        });
        out.append(constants).append(";\n").append(synonyms);
        out.append("\n    private final int code;\n\n");
        out.append("    ").append(type).append("(int code) {\n        this.code = code;\n    }\n\n");
        out.append("    /// The value in an instruction.\n    public int code() {\n        return code;\n    }\n}\n");
        return out.toString();
    }
}
