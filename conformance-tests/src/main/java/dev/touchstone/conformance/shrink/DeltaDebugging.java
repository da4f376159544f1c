package dev.touchstone.conformance.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Zeller's ddmin: a part of a list that still fails, and fails no more if any one element goes.
public final class DeltaDebugging {
    private DeltaDebugging() {}

    /// @param failing is not asked about the whole list, which fails
    public static <T> List<T> minimal(List<T> whole, Predicate<List<T>> failing, Budget budget) {
        List<T> smallest = List.copyOf(whole);
        int parts = 2;
        while (smallest.size() > 1 && !budget.isSpent()) {
            List<T> less = less(smallest, Math.min(parts, smallest.size()), failing, budget);
            if (less.size() < smallest.size()) {
                smallest = less;
                parts = Math.max(2, parts - 1);
            } else if (parts >= smallest.size()) {
                break;
            } else {
                parts *= 2;
            }
        }
        return smallest;
    }

    /// The list without its first part that it can do without.
    private static <T> List<T> less(List<T> list, int parts, Predicate<List<T>> failing, Budget budget) {
        for (int part = parts - 1; part >= 0; part--) { // the last ones first: less depends on them
            List<T> rest = new ArrayList<>(list.subList(0, list.size() * part / parts));
            rest.addAll(list.subList(list.size() * (part + 1) / parts, list.size()));
            if (!rest.isEmpty() && budget.take() && failing.test(rest)) {
                return rest;
            }
        }
        return list;
    }
}
