package dev.touchstone.conformance.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// One set's forms, and how fast its engines were.
///
/// @param isa the set's label
/// @param cases that were judged
/// @param seconds by the clock, of all threads side by side
/// @param programs null if no random programs were run
public record SetReport(
        String isa,
        long cases,
        double seconds,
        List<FormReport> forms,
        @JsonInclude(Include.NON_NULL) @Nullable Programs programs,
        List<Throughput> throughput) {
    public SetReport {
        forms = List.copyOf(forms);
        throughput = List.copyOf(throughput);
    }

    /// What the judges came to on one form.
    ///
    /// @param row where its row stands
    /// @param warning `no sample` if no case could be made, `no oracle's word` if nothing but our own tables
    ///     speaks for its bytes; else empty
    /// @param judges by name; one that was never asked is not there
    public record FormReport(
            String id,
            String feature,
            String row,
            @JsonInclude(Include.NON_EMPTY) String warning,
            Map<String, Counts> judges) {
        public FormReport {
            warning = orEmpty(warning);
        }
    }

    /// What one judge came to, in cases (an executor: in runs). Zeros are left out of JSON.
    ///
    /// @param agreed with all kinds of agreement
    /// @param masked agreed with something left out of the comparison
    /// @param alternative agreed on other bytes with the same meaning
    /// @param disagreed and nothing explains it
    /// @param explained disagreed, and a policy says why
    /// @param incomparable had no answer that can be compared
    /// @param notRun was not asked
    /// @param reason why it was incomparable or not run, of the last such case
    @JsonInclude(Include.NON_DEFAULT)
    public record Counts(
            long agreed,
            long masked,
            long alternative,
            long disagreed,
            long explained,
            long incomparable,
            long notRun,
            String reason) {
        public Counts {
            reason = orEmpty(reason);
        }

        /// Whether anything was compared.
        public boolean judged() {
            return agreed + disagreed + explained > 0;
        }
    }

    /// What random programs came to.
    ///
    /// @param disagreements programs with one
    /// @param runs how many each engine ran
    public record Programs(int programs, int disagreements, Map<String, Integer> runs) {
        @Override
        public String toString() {
            StringJoiner by = new StringJoiner(", ");
            runs.forEach((engine, count) -> by.add(engine + " " + count));
            return programs + " random programs: " + by + "; " + disagreements + " with disagreements";
        }
    }

    /// How much an engine was asked, and how long the threads waited for it, all together.
    ///
    /// @param unit what is counted: `cases` or `snippets`
    /// @param threadSeconds by the clocks of all threads together
    public record Throughput(String engine, String unit, long count, double threadSeconds) {
        /// Units a second that one thread got.
        public double rate() {
            return threadSeconds == 0 ? 0 : count / threadSeconds;
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
