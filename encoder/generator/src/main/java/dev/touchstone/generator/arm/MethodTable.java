package dev.touchstone.generator.arm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Joins calls to methods.
///
/// Calls of one signature are one method that tries their rows in the tables' order. Where two signatures both
/// take some
/// arguments and neither is the more special one, Java would find the call ambiguous; a third method with the
/// meet of their
/// types settles it, and tries the rows of both.
final class MethodTable {
    private record Key(String name, int arity) {}

    private final TypeLattice types;

    MethodTable(TypeLattice types) {
        this.types = types;
    }

    List<Method> methods(List<Call> calls) {
        Map<Key, List<Call>> groups = new LinkedHashMap<>();
        for (Call call : calls) {
            groups.computeIfAbsent(new Key(call.method(), call.parameters().size()), k -> new ArrayList<>())
                    .add(call);
        }
        List<Method> methods = new ArrayList<>();
        groups.forEach((key, group) -> {
            for (List<String> signature : signatures(group)) {
                methods.add(new Method(key.name, signature, candidates(group, signature)));
            }
        });
        return methods;
    }

    /// The calls' signatures and their meets.
    private Set<List<String>> signatures(List<Call> group) {
        Set<List<String>> all = new LinkedHashSet<>();
        group.forEach(call -> all.add(call.types()));
        List<List<String>> pending = new ArrayList<>(all);
        for (int i = 0; i < pending.size(); i++) {
            for (int j = 0; j < i; j++) {
                List<String> meet = types.meet(pending.get(i), pending.get(j));
                if (meet != null && all.add(meet)) {
                    pending.add(meet);
                }
            }
        }
        return all;
    }

    /// Whether the row wants the stack pointer where these types have none.
    private static boolean isForOthers(Call call, List<String> signature) {
        List<String> wanted = call.form().stackPointers();
        boolean any = false;
        for (int i = 0; i < signature.size(); i++) {
            for (Binding binding : call.operands().get(i).bindings()) {
                if (wanted.contains(binding.hole().name())) {
                    if (!signature.get(i).equals("X") && !signature.get(i).equals("W")) {
                        return false;
                    }
                    any = true;
                }
            }
        }
        return any;
    }

    /// The calls that take arguments of these types, up to the first that takes them all; of one form the most
    /// special.
    private List<Call> candidates(List<Call> group, List<String> signature) {
        List<Call> fitting = new ArrayList<>(group.stream()
                .filter(call -> types.isSubtype(signature, call.types()) && !isForOthers(call, signature))
                .toList());
        fitting.removeIf(call -> fitting.stream()
                .anyMatch(other -> other.order() == call.order()
                        && !other.types().equals(call.types())
                        && types.isSubtype(other.types(), call.types())));
        fitting.sort(Comparator.comparingInt(Call::order));
        List<Call> tried = new ArrayList<>();
        for (Call call : fitting) {
            tried.add(call);
            List<String> names = call.parameters().stream().map(Parameter::name).toList();
            if (call.body().apply(names).checks().isEmpty()) {
                break;
            }
        }
        return tried;
    }
}
