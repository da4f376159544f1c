package dev.touchstone.conformance.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.touchstone.conformance.report.Disagreement.Part;
import dev.touchstone.conformance.state.Difference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a disagreement is about, as text.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ReportedEvidence.Words.class, name = "words"),
    @JsonSubTypes.Type(value = ReportedEvidence.Bytes.class, name = "bytes"),
    @JsonSubTypes.Type(value = ReportedEvidence.Reading.class, name = "reading"),
    @JsonSubTypes.Type(value = ReportedEvidence.Runs.class, name = "runs")
})
public sealed interface ReportedEvidence {
    /// All there is to say is said in words.
    record Words() implements ReportedEvidence {}

    /// Other bytes for the same text.
    ///
    /// @param before what stood before the case's bytes when the judge was asked, an IT instruction; mostly
    ///     empty
    record Bytes(
            String by,
            String bytes,
            @JsonInclude(Include.NON_EMPTY) List<Part> before,
            List<Part> layout) implements ReportedEvidence {
        public Bytes {
            before = before == null ? List.of() : before;
        }
    }

    /// Another text for the same bytes.
    ///
    /// @param length bytes that it is of
    /// @param bytes that the text has by our tables, as hex; empty if it has none
    record Reading(String by, String text, int length, String bytes, List<Part> layout) implements ReportedEvidence {}

    /// A run that changed what the row does not say, or came to something else than another engine's.
    ///
    /// @param code all that ran, as hex
    /// @param reference the other engine's run; null if the row alone speaks against this one
    /// @param differences from the reference (left), or without one from the initial state (left)
    record Runs(
            String code, State initial, Run run, @Nullable Run reference, List<Difference> differences)
            implements ReportedEvidence {}

    /// What one engine came to.
    ///
    /// @param outcome `completed`, `faulted: ` and the kind, `timed out`
    /// @param changed what differs from the initial state; null if the engine gave no state
    record Run(String engine, String outcome, @Nullable State changed) {}

    /// Registers and memory windows.
    ///
    /// @param registers by name, in the order of the machine state, as hex without leading zeros
    /// @param data the data window's bytes as hex; empty if they are the initial ones
    /// @param stack the stack's bytes around the initial stack pointer
    record State(
            Map<String, String> registers,
            @JsonInclude(Include.NON_EMPTY) String data,
            @JsonInclude(Include.NON_EMPTY) String stack) {
        public State {
            data = data == null ? "" : data;
            stack = stack == null ? "" : stack;
        }

        /// This state where `changed` says nothing else.
        public State with(State changed) {
            Map<String, String> all = new LinkedHashMap<>(registers);
            all.putAll(changed.registers);
            return new State(
                    all, changed.data.isEmpty() ? data : changed.data, changed.stack.isEmpty() ? stack : changed.stack);
        }
    }
}
