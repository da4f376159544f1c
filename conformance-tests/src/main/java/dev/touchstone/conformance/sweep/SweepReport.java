package dev.touchstone.conformance.sweep;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// What was swept so far, and what was found: one shard's, or several merged. Its shape as JSON stands in
/// `sweep.schema.json`.
///
/// @param format the version of this format, 1
/// @param isa the set's label
/// @param oracle whose decoder was asked, with its version
/// @param from the first word of the whole range
/// @param to the last one
/// @param done the words that were judged, in order
/// @param counts of words, by kind
/// @param groups all but what agrees, by kind and form
public record SweepReport(
        int format,
        String isa,
        String oracle,
        long from,
        long to,
        List<SweepOptions.Span> done,
        Map<Kind, Long> counts,
        List<Group> groups) {
    static final int FORMAT = 1;

    public SweepReport {
        if (format != FORMAT) {
            throw new IllegalArgumentException("a report of format " + format + "; this version reads " + FORMAT);
        }
        // A file may lack any of them.
        if (Stream.of(isa, oracle, done, counts, groups).anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("a report has isa, oracle, done, counts and groups");
        }
        if (from < 0 || to > SweepOptions.LAST || from > to) {
            throw new IllegalArgumentException("a report of the words from %d to %d".formatted(from, to));
        }
    }

    /// The JSON Schema (draft 2020-12) of a report in a file.
    public static InputStream schema() {
        return Objects.requireNonNull(
                SweepReport.class.getResourceAsStream("sweep.schema.json"), "sweep.schema.json is not packed");
    }

    /// Words of the set that were judged.
    public long words() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Those that our tables claim.
    public long claimed() {
        return counts.entrySet().stream()
                .filter(e -> e.getKey().isClaimed())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// What speaks against the tables.
    public List<Group> wrong() {
        return groups.stream().filter(group -> group.kind().isWrong()).toList();
    }

    /// The parts of the range that were not judged.
    public List<SweepOptions.Span> missing() {
        List<SweepOptions.Span> missing = new ArrayList<>();
        long next = from;
        for (SweepOptions.Span span : done) {
            if (span.from() > next) {
                missing.add(new SweepOptions.Span(next, span.from() - 1));
            }
            next = span.to() + 1;
        }
        if (next <= to) {
            missing.add(new SweepOptions.Span(next, to));
        }
        return missing;
    }

    /// Both together.
    ///
    /// @throws IllegalArgumentException if they are of different sweeps, or have words in common
    public SweepReport plus(SweepReport other) {
        if (!isa.equals(other.isa) || !oracle.equals(other.oracle) || from != other.from || to != other.to) {
            throw new IllegalArgumentException(
                    "reports of different sweeps can't be merged: %s, and %s".formatted(name(), other.name()));
        }
        List<SweepOptions.Span> all = new ArrayList<>();
        List<SweepOptions.Span> spans = new ArrayList<>(done);
        spans.addAll(other.done);
        spans.sort(Comparator.comparingLong(SweepOptions.Span::from));
        for (SweepOptions.Span span : spans) {
            SweepOptions.Span before = all.isEmpty() ? null : all.getLast();
            if (before != null && span.from() <= before.to()) {
                throw new IllegalArgumentException("both reports have the words from 0x%08x to 0x%08x"
                        .formatted(span.from(), Math.min(before.to(), span.to())));
            }
            if (before != null && span.from() == before.to() + 1) {
                all.set(all.size() - 1, new SweepOptions.Span(before.from(), span.to()));
            } else {
                all.add(span);
            }
        }
        Tally tally = new Tally();
        tally.addAll(counts, groups);
        tally.addAll(other.counts, other.groups);
        return new SweepReport(FORMAT, isa, oracle, from, to, all, tally.counts(), tally.groups());
    }

    private String name() {
        return "%s, 0x%08x to 0x%08x, by %s".formatted(isa, from, to, oracle);
    }
}
