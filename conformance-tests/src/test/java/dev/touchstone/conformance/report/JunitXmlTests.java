package dev.touchstone.conformance.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.report.junit.JunitXml;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class JunitXmlTests {
    private final Element root = read(PlantedReport.document());

    private static Element read(ReportDocument document) {
        try {
            StringWriter out = new StringWriter();
            JunitXml.write(document, out);
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(out.toString())))
                    .getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Element> all(Element in, String tag) {
        NodeList nodes = in.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    @Test
    void aSuiteASetAndACaseAForm() {
        assertEquals("testsuites", root.getTagName());
        assertEquals("touchstone check of planted <\"&'>", root.getAttribute("name"));
        for (SetReport set : PlantedReport.document().sets()) {
            Element suite = all(root, "testsuite").stream()
                    .filter(s -> s.getAttribute("name").equals(set.isa()))
                    .findFirst()
                    .orElseThrow();
            List<Element> cases = all(suite, "testcase");
            assertEquals(set.forms().size() + (set.programs() == null ? 0 : 1), cases.size());
            assertEquals(String.valueOf(cases.size()), suite.getAttribute("tests"));
            assertEquals(String.valueOf(all(suite, "failure").size()), suite.getAttribute("failures"));
            assertEquals(
                    set.isa() + "." + set.forms().getFirst().feature(),
                    cases.getFirst().getAttribute("classname"));
            double time = cases.stream()
                    .mapToDouble(c -> Double.parseDouble(c.getAttribute("time")))
                    .sum();
            assertEquals(set.seconds(), time, 0.01);
        }
        assertEquals(String.valueOf(all(root, "testcase").size()), root.getAttribute("tests"));
    }

    @Test
    void aFailureCarriesItsTextAndReplay() {
        Element failed = all(root, "testcase").stream()
                .filter(c -> c.getAttribute("name").equals(PlantedSubject.X86_FORM))
                .findFirst()
                .orElseThrow();
        Element failure = all(failed, "failure").getFirst();
        assertTrue(failure.getAttribute("message").matches(".*\\bllvm [1-9].*"), failure.getAttribute("message"));
        String text = failure.getTextContent();
        assertTrue(text.contains("disagrees on " + PlantedSubject.X86_FORM), text);
        assertTrue(text.contains("replay  touchstone "), text);
        assertTrue(text.contains(" more of this form; all of them: touchstone check --isa x86-64 "), text);
    }

    @Test
    void whatXmlCantSayIsSpelled() {
        Element refused = all(root, "testcase").stream()
                .filter(c -> c.getAttribute("name").equals(PlantedSubject.REFUSED_FORM))
                .findFirst()
                .orElseThrow();
        assertTrue(refused.getTextContent().contains("a control character: \\u0001"), refused.getTextContent());
    }

    @Test
    void aFormThatNobodyJudgedIsSkippedAndAnEngineThatIsMissingToo() {
        Element read = read(PlantedReport.ofOneForm());
        List<Element> skipped = all(read, "skipped");
        assertEquals(
                List.of("judged by no oracle and no executor: llvm: refuses: it", "it is not there; pip install it"),
                skipped.stream().map(e -> e.getAttribute("message")).toList());
        assertEquals(
                List.of(
                        "3 random programs: unicorn 3; 1 with disagreements",
                        "the known divergence at llvm.policy:7 did not occur"),
                all(read, "failure").stream()
                        .map(e -> e.getAttribute("message"))
                        .toList());
        assertEquals("2", read.getAttribute("skipped"));
        assertFalse(all(read, "testcase").isEmpty());
    }
}
