package dev.touchstone.generator.arm;

import dev.touchstone.generator.SourceFolder;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.ArmTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The typed assemblers of Arm: an interface of methods for each file of rows, the enums that they take, and the
/// constants to
/// import.
public final class ArmSources {
    /// A file of rows with more methods than these becomes more than one interface.
    private static final int METHODS_OF_A_FILE = 500;

    private final Target target;
    private final CodecConstants codecs;
    private final List<Call> calls = new ArrayList<>();
    private final Map<String, String> unmapped = new LinkedHashMap<>();

    ArmSources(Target target) {
        this.target = target;
        this.codecs = new CodecConstants(target);
        CallFactory factory = new CallFactory(target, codecs);
        for (ArmForm form : ArmTables.forms(target.isa())) {
            try {
                calls.addAll(factory.calls(FormReader.read(form), form.order()));
            } catch (UnknownShapeException e) {
                unmapped.put(form.id(), String.valueOf(e.getMessage()));
            }
        }
        if (target.isa() == Isa.T32) {
            calls.addAll(WidthCalls.of(calls, target.lattice()));
        }
    }

    public static void write(SourceFolder out) throws IOException {
        ArmSources a64 = new ArmSources(Targets.a64());
        a64.writeAssembler(out);
        out.write(a64.target.packageName(), "A64Registers", RegisterConstants.a64());
        out.write(
                a64.target.packageName(),
                "SystemRegisters",
                RegisterConstants.systemRegisters(ArmTables.forms(Isa.A64)));
        for (Target target : List.of(Targets.a32(), Targets.t32())) {
            new ArmSources(target).writeAssembler(out);
        }
        out.write(Targets.a32().packageName(), "A32Registers", RegisterConstants.a32());
    }

    /// The forms that have no method yet, and why.
    Map<String, String> unmapped() {
        return unmapped;
    }

    List<Call> calls() {
        return calls;
    }

    private void writeAssembler(SourceFolder out) throws IOException {
        Map<String, List<Method>> families = new LinkedHashMap<>();
        for (Method method : new MethodTable(target.lattice()).methods(calls)) {
            families.computeIfAbsent(method.calls().getFirst().form().family(), f -> new ArrayList<>())
                    .add(method);
        }
        InterfaceWriter writer = new InterfaceWriter(target);
        List<String> interfaces = new ArrayList<>();
        for (Map.Entry<String, List<Method>> family : families.entrySet()) {
            List<Method> methods = family.getValue();
            int parts = (methods.size() + METHODS_OF_A_FILE - 1) / METHODS_OF_A_FILE;
            for (int part = 0; part < parts; part++) {
                String name = target.prefix() + camel(family.getKey()) + (part == 0 ? "" : "Part" + (part + 1));
                List<Method> some = methods.subList(methods.size() * part / parts, methods.size() * (part + 1) / parts);
                interfaces.add(name);
                out.write(target.packageName(), name, writer.source(name, family.getKey(), some));
            }
        }
        out.write(target.packageName(), target.prefix() + "Instructions", writer.all(interfaces));
        out.write(target.packageName(), target.codecs(), codecs.source());
        for (Map.Entry<String, Map<String, Long>> type :
                target.names().generated().entrySet()) {
            out.write(target.packageName(), type.getKey(), EnumWriter.source(target, type.getKey(), type.getValue()));
        }
    }

    /// `load-store` as `LoadStore`.
    private static String camel(String name) {
        StringBuilder out = new StringBuilder();
        for (String word : name.split("[^A-Za-z0-9]+")) {
            out.append(word.substring(0, 1).toUpperCase(java.util.Locale.ROOT)).append(word.substring(1));
        }
        return out.toString();
    }
}
