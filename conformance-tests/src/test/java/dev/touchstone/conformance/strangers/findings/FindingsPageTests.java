package dev.touchstone.conformance.strangers.findings;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.policy.Action;
import dev.touchstone.conformance.strangers.findings.FindingsPage.Evidence;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.exec.ExecutorProvider;
import dev.touchstone.exec.Executors;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The page on findings says what is so today.
class FindingsPageTests {
    private static final Set<String> EXECUTORS =
            Executors.all().stream().map(ExecutorProvider::name).collect(Collectors.toSet());

    static List<Subject> subjects() {
        return FindingsPage.SUBJECTS;
    }

    @Test
    void allSayWhatThePageSaysTheySay() throws IOException {
        List<Evidence> page = FindingsPage.evidence();
        List<Evidence> measured = FindingsPage.measured(page);
        assertAll(IntStream.range(0, page.size()).mapToObj(i -> () -> agree(page.get(i), measured.get(i))));
    }

    /// Not everywhere are all executors: those that are on the page and here say the same.
    private static void agree(Evidence page, Evidence measured) {
        Set<String> elsewhere = new HashSet<>(EXECUTORS);
        Set<String> both = new HashSet<>(page.says().keySet());
        both.retainAll(measured.says().keySet());
        elsewhere.removeAll(both);
        assertEquals(measured.command(), page.command());
        assertEquals(
                without(elsewhere, measured.says()),
                without(elsewhere, page.says()),
                () -> page.command() + ": FindingsPage.main writes the page anew");
        assertNotEquals(
                measured.says().get("touchstone").split(",")[0],
                measured.says().get(page.subject().name()),
                page.command() + ": the assembler gives what it should");
    }

    private static Map<String, String> without(Set<String> names, Map<String, String> says) {
        Map<String, String> rest = new HashMap<>(says);
        rest.keySet().removeAll(names);
        return rest;
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void eachKnownDivergenceIsShown(Subject subject) throws IOException {
        List<Evidence> shown = FindingsPage.evidence().stream()
                .filter(evidence -> evidence.subject() == subject)
                .toList();
        assertAll(subject.policy().rules().stream()
                .filter(rule -> rule.action() instanceof Action.Diverges)
                .map(rule -> () -> assertTrue(
                        shown.stream()
                                .anyMatch(evidence -> rule.matches(
                                                evidence.instruction().form().id(), subject.version())
                                        && rule.isOf(evidence.text())),
                        rule.source() + " is not on the page")));
    }
}
