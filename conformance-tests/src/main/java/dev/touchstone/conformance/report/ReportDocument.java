package dev.touchstone.conformance.report;

import java.util.List;
import java.util.Objects;

/// What a check came to, whole: the one document that the terminal's summary, JUnit's XML, the JSON file and the
/// HTML pages are made from. Its shape as JSON stands in `report.schema.json`.
///
/// @param format always [#FORMAT]
/// @param version of the shape
/// @param date of the check's end, ISO 8601 in UTC
/// @param seconds that it took by the clock
/// @param passed nothing disagrees unexplained, no form went unsampled, no known divergence is stale
/// @param strictlyPassed also: no engine that could be had is missing, no form is without an oracle's word
/// @param judges in the order of the columns
/// @param disagreements that nothing explains; the first ones, see [Totals#disagreements()]
public record ReportDocument(
        String format,
        int version,
        Assembler subject,
        Options options,
        Machine machine,
        String date,
        double seconds,
        boolean passed,
        boolean strictlyPassed,
        Totals totals,
        List<JudgeColumn> judges,
        List<SetReport> sets,
        List<Disagreement> disagreements,
        List<MissingEngine> missing,
        List<StaleDivergence> stale) {
    public static final String FORMAT = "touchstone-report";
    public static final int VERSION = 1;

    public ReportDocument {
        Objects.requireNonNull(subject, "a report has a subject");
        Objects.requireNonNull(options, "a report has options");
        Objects.requireNonNull(machine, "a report has a machine");
        Objects.requireNonNull(totals, "a report has totals");
        judges = List.copyOf(judges);
        sets = List.copyOf(sets);
        disagreements = List.copyOf(disagreements);
        missing = List.copyOf(missing);
        stale = List.copyOf(stale);
    }

    /// The assembler under test.
    ///
    /// @param exact whether it must give the oracles' very bytes
    public record Assembler(String name, String version, boolean exact) {}

    /// What was asked for.
    ///
    /// @param forms a glob on form ids
    /// @param samples operands a form, at the most
    public record Options(String forms, long seed, int samples, int threads) {}

    /// Where it ran.
    public record Machine(String system, String architecture, int processors, String java) {}

    /// Counts of everything.
    ///
    /// @param disagreements all that nothing explains, those that are not kept whole too
    public record Totals(long forms, long cases, long disagreements) {}

    /// A judge, and what kind of word it has.
    ///
    /// @param kind `own` for the way back through our own parser and decoder, `oracle` or `executor`
    public record JudgeColumn(String name, String kind) {}

    /// An engine that could not be had for some sets.
    ///
    /// @param isas labels of the sets
    /// @param remedy what mends it; empty if nothing can on this host
    public record MissingEngine(String engine, List<String> isas, String reason, String remedy) {}

    /// A known divergence that did not occur.
    ///
    /// @param form a glob on form ids
    /// @param source where its rule stands
    public record StaleDivergence(String form, String source, String reason) {}
}
