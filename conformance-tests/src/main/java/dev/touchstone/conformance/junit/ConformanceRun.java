package dev.touchstone.conformance.junit;

import dev.touchstone.conformance.check.CheckOptions;
import dev.touchstone.conformance.check.CheckResult;
import dev.touchstone.conformance.check.Checker;
import dev.touchstone.conformance.check.Missing;
import dev.touchstone.conformance.check.Selection;
import dev.touchstone.conformance.check.Tally;
import dev.touchstone.conformance.report.FailureFormat;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.opentest4j.AssertionFailedError;

/// Runs what was chosen of one class: a check of each set, told form by form.
final class ConformanceRun {
    private static final Set<String> OURSELVES = Set.of("encoder", "parser", "decoder", "refusal");
    private static final Set<String> ENCODER = Set.of("encoder", "refusal");

    private final ClassDescriptor descriptor;
    private final EngineExecutionListener listener;

    ConformanceRun(ClassDescriptor descriptor, EngineExecutionListener listener) {
        this.descriptor = descriptor;
        this.listener = listener;
    }

    void run() {
        listener.executionStarted(descriptor);
        CheckOptions options = descriptor.options();
        Throwable failure = descriptor.failure();
        if (options != null) {
            StaleRules stale = new StaleRules(descriptor.test(), options);
            for (TestDescriptor child : descriptor.getChildren()) {
                switch (child) {
                    case IsaDescriptor isa -> check(options, isa, stale);
                    case PolicyDescriptor policy -> tell(policy, stale);
                    default -> throw new IllegalStateException(child + " is nothing of ours");
                }
            }
        }
        listener.executionFinished(
                descriptor, failure == null ? TestExecutionResult.successful() : TestExecutionResult.failed(failure));
    }

    private void check(CheckOptions all, IsaDescriptor descriptor, StaleRules stale) {
        listener.executionStarted(descriptor);
        CheckOptions options = all.with(Set.of(descriptor.isa()));
        Map<Form, FormDescriptor> forms = new LinkedHashMap<>();
        for (TestDescriptor child : descriptor.getChildren()) {
            if (child instanceof FormDescriptor form) {
                forms.put(form.form(), form);
            }
        }
        Selection selection = new Selection(forms::containsKey, new Engines(this.descriptor.test()));
        try {
            CheckResult result = forms.isEmpty() ? null : Checker.check(options, selection, told(options, forms));
            if (result != null && descriptor.isWhole()) {
                stale.add(descriptor.isa(), result);
            }
            for (TestDescriptor child : descriptor.getChildren()) {
                if (child instanceof EngineTestDescriptor engine) {
                    tell(engine, result);
                }
            }
            listener.executionFinished(descriptor, TestExecutionResult.successful());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            listener.executionFinished(descriptor, TestExecutionResult.aborted(e));
        } catch (RuntimeException e) { // the check itself broke off
            listener.executionFinished(descriptor, TestExecutionResult.failed(e));
        }
    }

    private Checker.Progress told(CheckOptions options, Map<Form, FormDescriptor> forms) {
        return new Checker.Progress() {
            @Override
            public void at(Isa isa, int done, int total) {}

            @Override
            public void done(Isa isa, Form form, Map<String, Tally.Count> counts, List<Finding> disagreements) {
                FormDescriptor test = forms.get(form);
                if (test != null) {
                    tell(test, options.subject(), counts, disagreements);
                }
            }
        };
    }

    private void tell(
            FormDescriptor test, Subject subject, Map<String, Tally.Count> counts, List<Finding> disagreements) {
        if (!disagreements.isEmpty()) {
            finish(test, message(disagreements));
            return;
        }
        boolean strict = descriptor.test().strict();
        String unsaid = unsaid(strict || subject == Subject.TOUCHSTONE ? OURSELVES : ENCODER, counts);
        if (unsaid == null) {
            finish(test, null);
        } else if (strict && has(counts, ENCODER)) {
            finish(test, unsaid);
        } else {
            listener.executionSkipped(test, unsaid);
        }
    }

    private void tell(PolicyDescriptor test, StaleRules stale) {
        String unsaid = stale.unsaid();
        if (unsaid != null) {
            listener.executionSkipped(test, unsaid);
            return;
        }
        List<String> rules = stale.rules().stream()
                .map(rule -> "%s: %s %s, %s".formatted(rule.source(), rule.form(), rule.text(), rule.reason()))
                .toList();
        finish(test, rules.isEmpty() ? null : "occur no more:\n  " + String.join("\n  ", rules));
    }

    /// Why the form was not judged; null if it was.
    ///
    /// @param own judges whose word is none
    private static @Nullable String unsaid(Set<String> own, Map<String, Tally.Count> counts) {
        if (!has(counts, ENCODER)) {
            Tally.Count encoder = counts.get("encoder");
            return encoder == null ? "no sample could be made" : "not encoded: " + encoder.reason();
        }
        boolean judged =
                counts.entrySet().stream().anyMatch(judge -> !own.contains(judge.getKey()) && said(judge.getValue()));
        return judged ? null : "no oracle and no executor has a word on it";
    }

    private static boolean has(Map<String, Tally.Count> counts, Set<String> judges) {
        return counts.entrySet().stream().anyMatch(judge -> judges.contains(judge.getKey()) && said(judge.getValue()));
    }

    private static boolean said(Tally.Count count) {
        return count.agreed() + count.explained() > 0;
    }

    private void finish(TestDescriptor test, @Nullable String failure) {
        listener.executionStarted(test);
        listener.executionFinished(
                test,
                failure == null
                        ? TestExecutionResult.successful()
                        : TestExecutionResult.failed(new AssertionFailedError(failure)));
    }

    /// The first disagreement of each judge.
    private static String message(List<Finding> disagreements) {
        Map<String, Finding> first = new LinkedHashMap<>();
        disagreements.forEach(finding -> first.putIfAbsent(finding.judge(), finding));
        int more = disagreements.size() - first.size();
        return first.values().stream().map(FailureFormat::of).collect(Collectors.joining("\n\n"))
                + (more == 0 ? "" : "\n\nand " + more + " more");
    }

    private void tell(EngineTestDescriptor test, @Nullable CheckResult result) {
        Missing missing = result == null
                ? null
                : result.missing().stream()
                        .filter(m -> m.engine().equals(test.engine()))
                        .findFirst()
                        .orElse(null);
        if (missing == null) {
            if (result == null) {
                listener.executionSkipped(test, "no form was chosen");
            } else {
                finish(test, null);
            }
            return;
        }
        String message = "not there: " + missing.reason()
                + (missing.remedy().isEmpty() ? "" : "; what mends it: " + missing.remedy());
        if (descriptor.test().strict() && !missing.remedy().isEmpty()) {
            finish(test, message);
        } else {
            listener.executionSkipped(test, message);
        }
    }
}
