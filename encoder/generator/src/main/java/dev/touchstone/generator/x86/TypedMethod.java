package dev.touchstone.generator.x86;

import dev.touchstone.isa.x86.X86Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A typed method: a mnemonic, parameter types, and the forms that it may take, the preferred one first.
record TypedMethod(String mnemonic, List<ParameterType> parameters, List<Variant> variants) {
    /// All typed methods of the forms.
    static List<TypedMethod> of(List<X86Form> forms) {
        Map<String, List<Variant>> byMnemonic = new LinkedHashMap<>();
        for (X86Form form : forms) {
            if (!form.has("nomethod") && !form.has("explicit")) {
                byMnemonic
                        .computeIfAbsent(form.mnemonic(), m -> new ArrayList<>())
                        .addAll(Variant.of(form));
            }
        }
        List<TypedMethod> methods = new ArrayList<>();
        byMnemonic.forEach((mnemonic, variants) -> {
            Set<List<ParameterType>> signatures = new LinkedHashSet<>();
            variants.forEach(v -> signatures.add(v.types()));
            for (List<ParameterType> signature : signatures) {
                List<Variant> suiting =
                        variants.stream().filter(v -> v.suits(signature)).toList();
                methods.add(new TypedMethod(mnemonic, signature, suiting));
            }
        });
        return methods;
    }

    /// The modes that one of the forms has.
    Set<Integer> modes() {
        Set<Integer> modes = new LinkedHashSet<>();
        variants.forEach(v -> modes.addAll(v.form().modes()));
        return modes;
    }

    /// The feature of the preferred one among the forms that have this very signature.
    String feature() {
        return variants.stream()
                .filter(v -> v.types().equals(parameters))
                .findFirst()
                .orElseThrow()
                .form()
                .feature();
    }
}
