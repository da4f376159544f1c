package dev.touchstone.conformance.sampling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /// A candidate with its classes, and what it would add when it was last counted, which is no less than what
    /// it adds now.
    private static final class Counted<T> {
        private final T candidate;
        private final int[] classes;
        private int gain = Integer.MAX_VALUE;

        Counted(T candidate, int[] classes) {
            this.candidate = candidate;
            this.classes = classes;
        }
    }

    private final boolean[] seen;
    /// By the first class, then the second.
    private final boolean[] seenPairs;

    /// @param classes how many there are
    private Cover(int classes) {
        this.seen = new boolean[classes];
        this.seenPairs = new boolean[classes * classes];
    }

    /// At most `count` candidates.
    ///
    /// @param candidates the preferred ones first
    /// @param classes the shape of a candidate and its operand classes, each as a number of its own
    /// @param legal asked of each that is about to be taken; one that is not is passed over
    public static <T> List<T> choose(List<T> candidates, int count, Function<T, long[]> classes, Predicate<T> legal) {
        Map<Long, Integer> numbers = new HashMap<>();
        List<Counted<T>> left = new ArrayList<>(candidates.size());
        for (T candidate : candidates) {
            long[] own = classes.apply(candidate);
            int[] dense = new int[own.length];
            for (int i = 0; i < own.length; i++) {
                Integer known = numbers.putIfAbsent(own[i], numbers.size());
                dense[i] = known == null ? numbers.size() - 1 : known;
            }
            left.add(new Counted<>(candidate, dense));
        }
        return new Cover(numbers.size()).choose(left, count, legal);
    }

    private <T> List<T> choose(List<Counted<T>> left, int count, Predicate<T> legal) {
        List<T> chosen = new ArrayList<>(count);
        while (chosen.size() < count && !left.isEmpty()) {
            Counted<T> next = left.remove(best(left));
            if (legal.test(next.candidate)) {
                chosen.add(next.candidate);
                add(next.classes);
            }
        }
        return chosen;
    }

    private <T> int best(List<Counted<T>> left) {
        int best = 0;
        int most = -1;
        for (int i = 0; i < left.size(); i++) {
            Counted<T> one = left.get(i);
            if (one.gain > most) {
                one.gain = gain(one.classes);
                if (one.gain > most) {
                    most = one.gain;
                    best = i;
                }
            }
        }
        return best;
    }

    private int gain(int[] classes) {
        int gain = 0;
        for (int i = 0; i < classes.length; i++) {
            gain += seen[classes[i]] ? 0 : i == 0 ? SHAPE : CLASS;
            for (int j = 0; j < i; j++) {
                gain += seenPairs[classes[j] * seen.length + classes[i]] ? 0 : 1;
            }
        }
        return gain;
    }

    private void add(int[] classes) {
        for (int i = 0; i < classes.length; i++) {
            seen[classes[i]] = true;
            for (int j = 0; j < i; j++) {
                seenPairs[classes[j] * seen.length + classes[i]] = true;
            }
        }
    }
}
