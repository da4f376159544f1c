package dev.touchstone.generator.arm;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The codecs that generated methods call, as constants of one generated class.
final class CodecConstants {
    private record Key(String kind, String parameters, int width) {}

    private final Target target;
    private final Map<Key, String> constants = new LinkedHashMap<>();

    CodecConstants(Target target) {
        this.target = target;
    }

    /// The constant for a hole's codec, as Java source.
    String constant(HoleView hole) {
        return target.codecs() + "."
                + constants.computeIfAbsent(new Key(hole.kind(), hole.parameters(), hole.width()), key -> {
                    String spoken = hole.name().matches(".*[A-Za-z0-9].*") ? hole.name() : hole.kind();
                    String base = spoken.replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
                    base = base.isEmpty() || Character.isDigit(base.charAt(0)) ? "_" + base : base;
                    String name = base;
                    for (int i = 2; constants.containsValue(name); i++) {
                        name = base + "_" + i;
                    }
                    return name;
                });
    }

    String source() {
        StringBuilder out = new StringBuilder();
        out.append("package ").append(target.packageName()).append(";\n\n");
        out.append("import dev.touchstone.isa.Isa;\n");
        out.append("import dev.touchstone.isa.arm.codec.Codecs;\n");
        out.append("import dev.touchstone.isa.arm.codec.HoleCodec;\n");
        out.append("import dev.touchstone.isa.arm.codec.Parameters;\n\n");
        out.append("/// The codecs of operands whose encoding is more than a number in a field. Generated.\n");
        out.append("final class ").append(target.codecs()).append(" {\n");
        constants.forEach((key, name) -> out.append("    static final HoleCodec ")
                .append(name)
                .append(" = make(")
                .append(InterfaceWriter.literal(key.kind))
                .append(", ")
                .append(InterfaceWriter.literal(key.parameters))
                .append(", ")
                .append(key.width)
                .append(");\n"));
        out.append("\n    private ").append(target.codecs()).append("() {}\n\n");
        out.append("    private static HoleCodec make(String kind, String parameters, int width) {\n");
        out.append("        return Codecs.make(kind, new Parameters(Isa.")
                .append(target.isa().name())
                .append(", parameters), width);\n");
        out.append("    }\n}\n");
        return out.toString();
    }
}
