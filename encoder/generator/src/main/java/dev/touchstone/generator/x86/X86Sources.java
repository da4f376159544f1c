package dev.touchstone.generator.x86;

import dev.touchstone.generator.SourceFolder;
import dev.touchstone.isa.x86.X86Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The typed assemblers of x86: an interface for each CPU feature, and one for all of them for each mode.
public final class X86Sources {
    private static final String PACKAGE = "dev.touchstone.encoder.x86";

    /// A file with more methods is cut in parts.
    private static final int METHODS_PER_FILE = 500;

    private final SourceFolder out;
    private final List<String> in64 = new ArrayList<>();
    private final List<String> in32 = new ArrayList<>();

    private X86Sources(SourceFolder out) {
        this.out = out;
    }

    public static void write(SourceFolder out) throws IOException {
        new X86Sources(out).write();
    }

    private void write() throws IOException {
        Map<String, List<TypedMethod>> families = new TreeMap<>();
        for (TypedMethod method : TypedMethod.of(X86Tables.forms())) {
            families.computeIfAbsent(family(method), f -> new ArrayList<>()).add(method);
        }
        for (Map.Entry<String, List<TypedMethod>> family : families.entrySet()) {
            family(family.getKey(), family.getValue());
        }
        all("X86Instructions64", "Every typed method of 64-bit mode.", in64);
        all("X86Instructions32", "Every typed method of 32-bit mode.", in32);
        PrefixedSources.write(out);
    }

    /// `X86Sse2`; methods that only one mode has are in a family of their own, `X86Sse2In64`.
    private static String family(TypedMethod method) {
        StringBuilder name = new StringBuilder("X86");
        for (String word : method.feature().split("[^A-Za-z0-9]+")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        Set<Integer> modes = method.modes();
        return modes.size() == 2
                ? name.toString()
                : name + "In" + modes.iterator().next();
    }

    private void family(String name, List<TypedMethod> methods) throws IOException {
        int parts = (methods.size() + METHODS_PER_FILE - 1) / METHODS_PER_FILE;
        for (int part = 0; part < parts; part++) {
            int from = part * methods.size() / parts;
            int to = (part + 1) * methods.size() / parts;
            interfaceOf(parts == 1 ? name : name + "Part" + (part + 1), methods.subList(from, to));
        }
    }

    private void interfaceOf(String name, List<TypedMethod> methods) throws IOException {
        String body = methods.stream().map(MethodSource::of).collect(Collectors.joining("\n"));
        StringBuilder source = new StringBuilder("package " + PACKAGE + ";\n\n");
        if (body.contains("Label ")) {
            source.append("import dev.touchstone.relocation.Label;\n\n");
        }
        source.append("/// The typed methods of ")
                .append(methods.getFirst().feature())
                .append(". Generated from the instruction tables; each method names its rows.\n");
        source.append("public interface ").append(name).append(" extends X86Emission {\n");
        source.append(body);
        source.append("}\n");
        out.write(PACKAGE, name, source.toString());
        Set<Integer> modes = methods.getFirst().modes();
        if (modes.contains(64)) {
            in64.add(name);
        }
        if (modes.contains(32)) {
            in32.add(name);
        }
    }

    private void all(String name, String description, List<String> families) throws IOException {
        String source = "package " + PACKAGE + ";\n\n/// " + description
                + " Generated from the instruction tables.\npublic interface "
                + name + " extends X86Emission"
                + families.stream().map(f -> ", " + f).collect(Collectors.joining())
                + " {}\n";
        out.write(PACKAGE, name, source);
    }
}
