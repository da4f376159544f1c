package dev.touchstone.conformance.sweep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// How many words there are of each kind, and examples. For one thread at a time.
final class Tally {
    private final long[] counts = new long[Kind.values().length];
    private final Map<Kind, Map<String, Members>> groups = new EnumMap<>(Kind.class);

    /// Words of which nothing is kept but their number.
    void add(Kind kind, long words) {
        counts[kind.ordinal()] += words;
    }

    /// A word that is kept as an example if it is one of the first of its kind and key.
    ///
    /// @param width its bytes
    /// @param ours whose text is ours; it is asked for only if the word is kept
    void add(Kind kind, String key, int word, int width, Object ours, Supplier<String> theirs) {
        add(kind, 1);
        Members members = ofKind(kind).computeIfAbsent(key, k -> new Members());
        members.count++;
        if (members.examples.size() < Group.EXAMPLES) {
            String number = (width == 2 ? "0x%04x" : "0x%08x").formatted(word);
            members.examples.add(new Group.Example(number, ours.toString(), theirs.get()));
        }
    }

    private Map<String, Members> ofKind(Kind kind) {
        return groups.computeIfAbsent(kind, k -> new TreeMap<>());
    }

    void addAll(Map<Kind, Long> others, Collection<Group> otherGroups) {
        others.forEach(this::add);
        otherGroups.forEach(group -> ofKind(group.kind())
                .computeIfAbsent(group.key(), k -> new Members())
                .add(group));
    }

    Map<Kind, Long> counts() {
        Map<Kind, Long> all = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            all.put(kind, counts[kind.ordinal()]);
        }
        return all;
    }

    /// By kind, then by key.
    List<Group> groups() {
        List<Group> all = new ArrayList<>();
        groups.forEach((kind, ofKind) -> ofKind.forEach(
                (key, members) -> all.add(new Group(kind, key, members.count, List.copyOf(members.examples)))));
        return all;
    }

    private static final class Members {
        private long count;
        private final List<Group.Example> examples = new ArrayList<>();

        /// Keeps the lowest examples.
        void add(Group group) {
            count += group.count();
            examples.addAll(group.examples());
            examples.sort(Group.Example.BY_WORD);
            if (examples.size() > Group.EXAMPLES) {
                examples.subList(Group.EXAMPLES, examples.size()).clear();
            }
        }
    }
}
