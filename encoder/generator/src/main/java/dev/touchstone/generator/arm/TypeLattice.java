package dev.touchstone.generator.arm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which of the operand types are subtypes of which: `X` is an `XOrZr` and an `XOrSp`.
final class TypeLattice {
    private final Map<String, Set<String>> supertypes = new HashMap<>();

    /// States that `type` is each of `above`, and of what those are.
    TypeLattice with(String type, String... above) {
        Set<String> all = supertypes.computeIfAbsent(type, t -> new java.util.TreeSet<>());
        for (String s : above) {
            all.add(s);
            all.addAll(supertypes.getOrDefault(s, Set.of()));
        }
        return this;
    }

    boolean isSubtype(String type, String of) {
        return type.equals(of) || supertypes.getOrDefault(type, Set.of()).contains(of);
    }

    /// Whether each type is a subtype of its counterpart.
    boolean isSubtype(List<String> types, List<String> of) {
        for (int i = 0; i < types.size(); i++) {
            if (!isSubtype(types.get(i), of.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// The widest types that are subtypes of both, or null if no value is of both types.
    @Nullable
    List<String> meet(List<String> a, List<String> b) {
        List<String> meet = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            String m = meet(a.get(i), b.get(i));
            if (m == null) {
                return null;
            }
            meet.add(m);
        }
        return meet;
    }

    private @Nullable String meet(String a, String b) {
        if (isSubtype(a, b)) {
            return a;
        }
        if (isSubtype(b, a)) {
            return b;
        }
        return supertypes.keySet().stream()
                .filter(t -> isSubtype(t, a) && isSubtype(t, b))
                .findFirst()
                .orElse(null);
    }
}
