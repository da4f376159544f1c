package dev.touchstone.generator.arm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// In T32, the methods that choose a width: `add_n` and `add_w` beside `add`, for operands that have encodings
/// of both widths.
final class WidthCalls {
    private record Key(String method, List<String> types) {}

    private WidthCalls() {}

    static List<Call> of(List<Call> calls, TypeLattice lattice) {
        Set<Key> narrow = keys(calls, 16);
        Set<Key> wide = keys(calls, 32);
        List<Call> chosen = new ArrayList<>();
        for (Call call : calls) {
            boolean isNarrow = call.form().width() == 16;
            Set<Key> others = isNarrow ? wide : narrow;
            boolean both = others.stream()
                    .anyMatch(k -> k.method.equals(call.method())
                            && k.types.size() == call.types().size()
                            && lattice.meet(k.types, call.types()) != null);
            if (both) {
                chosen.add(new Call(
                        call.form(),
                        call.order(),
                        call.method() + (isNarrow ? "_n" : "_w"),
                        call.parameters(),
                        call.operands(),
                        call.body()));
            }
        }
        return chosen;
    }

    private static Set<Key> keys(List<Call> calls, int width) {
        Set<Key> keys = new HashSet<>();
        for (Call call : calls) {
            if (call.form().width() == width) {
                keys.add(new Key(call.method(), call.types()));
            }
        }
        return keys;
    }
}
