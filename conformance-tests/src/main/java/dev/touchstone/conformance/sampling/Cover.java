package dev.touchstone.conformance.sampling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// Chooses few of many candidates so that they show as many operand classes, and pairs of classes, as possible.
///
/// The first of a candidate's classes is its shape: each shape is shown before any other choice is made. Then each
/// step takes the candidate with the most classes that none before it had; of those, the one with the most
/// pairs of classes that no candidate before it had together; of those, the earliest. When nothing new is left,
/// the rest follow in their order.
public final class Cover {
    /// A class counts for more than any number of pairs.
    private static final int CLASS = 1 << 16;

    /// The shape counts for more than any number of classes.
    private static final int SHAPE = 1 << 24;

    private Cover() {}

    /// A candidate with its classes, and what it would add when it was last counted, which is no less than what
    /// it adds now.
    private static final class Counted<T> {
        private final T candidate;
        private final List<String> classes;
        private int gain = Integer.MAX_VALUE;

        Counted(T candidate, List<String> classes) {
            this.candidate = candidate;
            this.classes = classes;
        }
    }

    /// At most `count` candidates.
    ///
    /// @param candidates the preferred ones first
    /// @param classes the shape of a candidate and its operand classes
    /// @param legal asked of each that is about to be taken; one that is not is passed over
    public static <T> List<T> choose(
            List<T> candidates, int count, Function<T, List<String>> classes, Predicate<T> legal) {
        List<Counted<T>> left = new ArrayList<>(candidates.size());
        for (T candidate : candidates) {
            left.add(new Counted<>(candidate, classes.apply(candidate)));
        }
        Set<String> seen = new HashSet<>();
        List<T> chosen = new ArrayList<>(count);
        while (chosen.size() < count && !left.isEmpty()) {
            Counted<T> next = left.remove(best(left, seen));
            if (legal.test(next.candidate)) {
                chosen.add(next.candidate);
                add(next.classes, seen);
            }
        }
        return chosen;
    }

    private static <T> int best(List<Counted<T>> left, Set<String> seen) {
        int best = 0;
        int most = -1;
        for (int i = 0; i < left.size(); i++) {
            Counted<T> one = left.get(i);
            if (one.gain > most) {
                one.gain = gain(one.classes, seen);
                if (one.gain > most) {
                    most = one.gain;
                    best = i;
                }
            }
        }
        return best;
    }

    private static int gain(List<String> classes, Set<String> seen) {
        int gain = 0;
        for (int i = 0; i < classes.size(); i++) {
            gain += seen.contains(classes.get(i)) ? 0 : i == 0 ? SHAPE : CLASS;
            for (int j = 0; j < i; j++) {
                gain += seen.contains(pair(classes.get(j), classes.get(i))) ? 0 : 1;
            }
        }
        return gain;
    }

    private static void add(List<String> classes, Set<String> seen) {
        for (int i = 0; i < classes.size(); i++) {
            seen.add(classes.get(i));
            for (int j = 0; j < i; j++) {
                seen.add(pair(classes.get(j), classes.get(i)));
            }
        }
    }

    private static String pair(String a, String b) {
        return a + '+' + b;
    }
}
