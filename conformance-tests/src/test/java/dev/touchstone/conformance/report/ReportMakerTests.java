package dev.touchstone.conformance.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.report.LayoutComparison.Pair;
import dev.touchstone.conformance.report.SetReport.Counts;
import dev.touchstone.conformance.report.SetReport.FormReport;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReportMakerTests {
    private final ReportDocument document = PlantedReport.document();

    @Test
    void itSaysWhatWasChecked() {
        assertEquals("0.1", document.subject().version());
        assertEquals(PlantedSubject.FORMS, document.options().forms());
        assertEquals("2026-01-02T03:04:05Z", document.date());
        assertEquals(
                List.of("x86-64", "t32"),
                document.sets().stream().map(SetReport::isa).toList());
        assertFalse(document.passed());
        assertEquals(
                document.totals().forms(),
                document.sets().stream().mapToLong(set -> set.forms().size()).sum());
        assertEquals(
                document.totals().cases(),
                document.sets().stream().mapToLong(SetReport::cases).sum());
        assertEquals(
                document.totals().disagreements(),
                document.sets().stream()
                        .flatMap(set -> set.forms().stream())
                        .flatMap(form -> form.judges().values().stream())
                        .mapToLong(Counts::disagreed)
                        .sum());
    }

    @Test
    void eachKindOfJudgeHasItsColumn() {
        assertEquals(
                Set.of("own", "oracle", "executor"),
                document.judges().stream().map(ReportDocument.JudgeColumn::kind).collect(Collectors.toSet()));
        assertTrue(document.judges().contains(new ReportDocument.JudgeColumn("llvm", "oracle")));
        assertTrue(document.judges().contains(new ReportDocument.JudgeColumn("unicorn", "executor")));
    }

    @Test
    void otherBytesAreTakenApartOnBothSides() {
        List<Disagreement> others = PlantedReport.of(d -> d.form().equals(PlantedSubject.X86_FORM)
                && d.evidence() instanceof ReportedEvidence.Bytes
                && d.judge().equals("llvm"));
        assertFalse(others.isEmpty());
        for (Disagreement other : others) {
            List<String> differing = LayoutComparison.of(other).stream()
                    .filter(Pair::differs)
                    .map(pair -> pair.left() == null || pair.right() == null
                            ? pair.toString()
                            : pair.left().name() + " " + pair.left().bytes() + " "
                                    + pair.right().bytes())
                    .toList();
            assertEquals(List.of("opcode 87 01"), differing, () -> FailureFormat.of(other));
            assertTrue(FailureFormat.of(other).contains("opcode [87]"), () -> FailureFormat.of(other));
            assertTrue(FailureFormat.of(other).contains("opcode [01]"), () -> FailureFormat.of(other));
        }
    }

    @Test
    void aWrongRegisterOfT32IsAField() {
        List<Disagreement> wrong =
                PlantedReport.of(d -> d.isa().equals("t32") && d.judge().equals("llvm"));
        int compared = 0;
        for (Disagreement other : wrong) {
            List<Pair> pairs = LayoutComparison.of(other);
            if (pairs.stream().anyMatch(pair -> pair.left() == null || pair.right() == null)) {
                continue; // llvm chose an encoding of another width
            }
            compared++;
            long fields = pairs.stream()
                    .filter(pair -> pair.left() != null)
                    .flatMap(pair -> pair.left().fields().stream().filter(pair::differs))
                    .count();
            assertEquals(1, fields, () -> FailureFormat.of(other));
        }
        assertTrue(compared > 5, compared + " compared");
    }

    @Test
    void aRunCarriesBothStates() {
        List<Disagreement> runs = PlantedReport.of(
                d -> d.form().equals(PlantedSubject.X86_FORM) && d.evidence() instanceof ReportedEvidence.Runs);
        assertFalse(runs.isEmpty(), "XCHG's second register was not seen to change");
        for (Disagreement disagreement : runs) {
            ReportedEvidence.Runs evidence = (ReportedEvidence.Runs) disagreement.evidence();
            assertEquals(disagreement.bytes(), evidence.code());
            assertTrue(evidence.initial().registers().containsKey("zmm31"));
            assertFalse(evidence.initial().data().isEmpty());
            ReportedEvidence.State after = evidence.run().changed();
            assertNotNull(after, disagreement.what());
            evidence.differences().stream()
                    .filter(difference -> evidence.initial().registers().containsKey(difference.place()))
                    .forEach(difference -> {
                        assertEquals(
                                number(difference.right()),
                                number(after.registers().get(difference.place())),
                                disagreement.what());
                        assertEquals(
                                number(difference.left()),
                                number(evidence.initial().registers().get(difference.place())));
                    });
        }
    }

    private static java.math.BigInteger number(String hex) {
        return new java.math.BigInteger(hex.substring(2), 16);
    }

    @Test
    void aFormThatIsRefusedSaysSo() {
        Disagreement refused = PlantedReport.of(d -> d.form().equals(PlantedSubject.REFUSED_FORM))
                .getFirst();
        assertEquals("encoder", refused.judge());
        assertTrue(refused.what().startsWith("the encoder refuses a legal sample: no "), refused.what());
        assertEquals("", refused.bytes());
        assertTrue(FailureFormat.of(refused).contains("bytes   (none)"));
    }

    @Test
    void engineSpeedsAreMeasured() {
        for (SetReport set : document.sets()) {
            Set<String> engines =
                    set.throughput().stream().map(SetReport.Throughput::engine).collect(Collectors.toSet());
            assertTrue(
                    engines.containsAll(Set.of("encoder", "parser", "llvm", "llvm-decoder", "unicorn")),
                    () -> "" + engines);
            set.throughput().forEach(engine -> assertTrue(engine.rate() > 0, engine.engine()));
            assertTrue(set.seconds() > 0);
        }
    }

    @Test
    void reasonsSurvive() {
        List<FormReport> forms = document.sets().getFirst().forms();
        assertTrue(forms.stream()
                .flatMap(form -> form.judges().values().stream())
                .filter(counts -> counts.notRun() > 0)
                .allMatch(counts -> !counts.reason().isEmpty()));
    }
}
