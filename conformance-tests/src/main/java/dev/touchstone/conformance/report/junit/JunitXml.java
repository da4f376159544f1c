package dev.touchstone.conformance.report.junit;

import dev.touchstone.conformance.report.Disagreement;
import dev.touchstone.conformance.report.ReportDocument;
import dev.touchstone.conformance.report.ReportDocument.MissingEngine;
import dev.touchstone.conformance.report.ReportDocument.StaleDivergence;
import dev.touchstone.conformance.report.SetReport;
import dev.touchstone.conformance.report.SetReport.FormReport;
import dev.touchstone.conformance.report.SetReport.Programs;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes JUnit XML.
///
/// A form with an unexplained disagreement, or without a sample, is a failure; one that no oracle and no executor
/// has a word on is skipped, with the reasons. An engine that is missing is a skipped test case, a known
/// divergence that did not occur a failure. Forms are judged in batches: the time of each is its share of its
/// set's.
public final class JunitXml {
    private final XmlText out;
    private final ReportDocument document;
    private final Map<String, List<Disagreement>> disagreements;

    private JunitXml(XmlText out, ReportDocument document) {
        this.out = out;
        this.document = document;
        this.disagreements =
                document.disagreements().stream().collect(Collectors.groupingBy(d -> key(d.isa(), d.form())));
    }

    private static String key(String isa, String form) {
        return isa + " " + form;
    }

    /// Writes the document; leaves the writer open.
    public static void write(ReportDocument document, Writer writer) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer);
            xml.writeStartDocument("UTF-8", "1.0");
            new JunitXml(new XmlText(xml), document).all();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void all() throws XMLStreamException {
        List<Suite> suites = new ArrayList<>();
        document.sets().forEach(set -> suites.add(suite(set)));
        List<TestCase> engines =
                document.missing().stream().map(JunitXml::missing).toList();
        List<TestCase> stale = document.stale().stream().map(JunitXml::stale).toList();
        if (!engines.isEmpty()) {
            suites.add(new Suite("engines", 0, engines));
        }
        if (!stale.isEmpty()) {
            suites.add(new Suite("known divergences", 0, stale));
        }
        out.open("testsuites");
        out.attribute("name", "touchstone check of " + document.subject().name());
        counts(suites.stream().flatMap(suite -> suite.cases.stream()).toList(), document.seconds());
        for (Suite suite : suites) {
            write(suite);
        }
        out.close();
    }

    private record Suite(String name, double seconds, List<TestCase> cases) {}

    private enum Result {
        PASSED,
        FAILURE,
        SKIPPED
    }

    /// @param details of a failure: several lines
    private record TestCase(String group, String name, Result result, String message, String details) {}

    private void counts(List<TestCase> cases, double seconds) throws XMLStreamException {
        out.attribute("tests", String.valueOf(cases.size()));
        out.attribute("failures", count(cases, Result.FAILURE));
        out.attribute("errors", "0");
        out.attribute("skipped", count(cases, Result.SKIPPED));
        out.attribute("time", time(seconds));
    }

    private static String count(List<TestCase> cases, Result result) {
        return String.valueOf(cases.stream().filter(c -> c.result == result).count());
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, "%.6f", seconds);
    }

    private void write(Suite suite) throws XMLStreamException {
        out.open("testsuite");
        out.attribute("name", suite.name);
        counts(suite.cases, suite.seconds);
        out.attribute("timestamp", document.date());
        out.open("properties");
        property("subject", document.subject().name() + " " + document.subject().version());
        property("seed", String.valueOf(document.options().seed()));
        property("samples", String.valueOf(document.options().samples()));
        property("forms", document.options().forms());
        out.close();
        for (TestCase test : suite.cases) {
            out.open("testcase");
            out.attribute("classname", test.group);
            out.attribute("name", test.name);
            out.attribute("time", time(suite.seconds / suite.cases.size()));
            if (test.result != Result.PASSED) {
                out.open(test.result == Result.FAILURE ? "failure" : "skipped");
                out.attribute("message", test.message);
                if (test.result == Result.FAILURE) {
                    out.attribute("type", "disagreement");
                }
                out.text(test.details);
                out.close();
            }
            out.close();
        }
        out.close();
    }

    private void property(String name, String value) throws XMLStreamException {
        out.open("property");
        out.attribute("name", name);
        out.attribute("value", value);
        out.close();
    }

    private Suite suite(SetReport set) {
        List<TestCase> cases = new ArrayList<>();
        set.forms().forEach(form -> cases.add(test(set.isa(), form)));
        Programs programs = set.programs();
        if (programs != null) {
            Result result = programs.disagreements() > 0 ? Result.FAILURE : Result.PASSED;
            cases.add(new TestCase(set.isa(), "random programs", result, programs.toString(), ""));
        }
        return new Suite(set.isa(), set.seconds(), cases);
    }

    private TestCase test(String isa, FormReport form) {
        String group = isa + "." + form.feature();
        String wrong = form.judges().entrySet().stream()
                .filter(judge -> judge.getValue().disagreed() > 0)
                .map(judge -> judge.getKey() + " " + judge.getValue().disagreed())
                .collect(Collectors.joining(", ", "disagreements: ", ""));
        if (form.judges().values().stream().anyMatch(counts -> counts.disagreed() > 0)) {
            List<Disagreement> kept = disagreements.getOrDefault(key(isa, form.id()), List.of());
            return new TestCase(group, form.id(), Result.FAILURE, wrong, FailureText.text(document, isa, form, kept));
        }
        if (form.warning().equals("no sample")) {
            return new TestCase(group, form.id(), Result.FAILURE, "no sample: the sampler made no case", form.row());
        }
        boolean judged = document.judges().stream()
                .filter(judge -> !judge.kind().equals("own"))
                .anyMatch(judge -> form.judges().containsKey(judge.name())
                        && form.judges().get(judge.name()).judged());
        return judged
                ? new TestCase(group, form.id(), Result.PASSED, "", "")
                : new TestCase(group, form.id(), Result.SKIPPED, reasons(form), "");
    }

    private static String reasons(FormReport form) {
        return form.judges().entrySet().stream()
                .filter(judge -> !judge.getValue().reason().isEmpty())
                .map(judge -> judge.getKey() + ": " + judge.getValue().reason())
                .collect(Collectors.joining("; ", "judged by no oracle and no executor: ", ""));
    }

    private static TestCase missing(MissingEngine engine) {
        String remedy = engine.remedy().isEmpty() ? "" : "; " + engine.remedy();
        return new TestCase(
                "engines",
                engine.engine() + " on " + String.join(", ", engine.isas()),
                Result.SKIPPED,
                engine.reason() + remedy,
                "");
    }

    private static TestCase stale(StaleDivergence stale) {
        return new TestCase(
                "known divergences",
                stale.form(),
                Result.FAILURE,
                "the known divergence at " + stale.source() + " did not occur",
                stale.reason());
    }
}
