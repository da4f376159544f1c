package dev.touchstone.conformance.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.report.files.ReportFolder;
import dev.touchstone.conformance.report.html.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTests {
    private static final int MANY = 1000;
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

    @TempDir
    private Path folder = Path.of("");

    private static Map<String, String> pages(Path folder) throws IOException {
        Map<String, String> pages = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                pages.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return pages;
    }

    @Test
    void aThousandDisagreementsArePaginated() throws IOException {
        ReportFolder.open(folder).write(PlantedReport.with(MANY));
        Map<String, String> pages = pages(folder);
        int perPage = HtmlReport.PAGE_SIZE;
        assertEquals(
                MANY / perPage,
                pages.keySet().stream()
                        .filter(name -> name.matches("disagreements-\\d+\\.html"))
                        .count());
        for (int number = 1; number <= MANY; number++) {
            String page = "disagreements-" + ((number - 1) / perPage + 1) + ".html";
            assertTrue(pages.get(page).contains("<article id=\"d" + number + "\">"), page + " has no " + number);
            assertTrue(pages.get("disagreements.html").contains("\"" + page + "#d" + number + "\""), "no link");
        }
        pages.forEach((name, text) -> assertTrue(
                !name.endsWith(".html") || text.length() < 1_500_000, () -> name + " has " + text.length() + " bytes"));
    }

    @Test
    void pagesNeedNothingButTheFilesBesideThem() throws IOException {
        ReportFolder.open(folder).write(PlantedReport.document());
        Map<String, String> pages = pages(folder);
        assertTrue(pages.keySet()
                .containsAll(java.util.Set.of(
                        "index.html",
                        "set-x86-64.html",
                        "set-t32.html",
                        "disagreements.html",
                        "disagreements-1.html",
                        "report.css",
                        "report.js",
                        "report.json",
                        "report.schema.json",
                        "junit.xml")));
        int references = 0;
        for (Map.Entry<String, String> page : pages.entrySet()) {
            if (!page.getKey().endsWith(".html")) {
                continue;
            }
            Matcher reference = REFERENCE.matcher(page.getValue());
            while (reference.find()) {
                references++;
                String[] target = (reference.group(1).startsWith("#") ? page.getKey() : "")
                        .concat(reference.group(1))
                        .split("#", -1);
                String there = pages.get(target[0]);
                assertTrue(there != null, page.getKey() + " refers to " + reference.group(1));
                assertTrue(
                        target.length == 1 || there.contains(" id=\"" + target[1] + "\""),
                        page.getKey() + " refers to " + reference.group(1));
            }
            assertFalse(page.getValue().contains("type=\"module\""), page.getKey());
            assertFalse(page.getValue().contains("<\"&'>"), "the subject's name is not escaped");
            assertTrue(page.getValue().contains("planted &lt;&quot;&amp;&#39;&gt;"), page.getKey());
        }
        assertTrue(references > 100, references + " references");
        assertFalse(pages.get("report.css").contains("url("));
    }

    @Test
    void theStatesAndBytesOfADisagreementAreShown() throws IOException {
        ReportFolder.open(folder).write(PlantedReport.document());
        String page = String.join("\n", pages(folder).values());
        assertTrue(page.contains("<mark>87</mark>") && page.contains("<mark>01</mark>"), "differing bytes are marked");
        assertTrue(page.contains("<i>reg</i>"), "fields are named");
        assertTrue(page.contains("Zero everywhere: ") && page.contains("zmm31"), "all registers are there");
    }

    @Test
    void pagesOfAnEarlierReportGo() throws IOException {
        ReportFolder.open(folder).write(PlantedReport.with(3 * HtmlReport.PAGE_SIZE));
        assertTrue(Files.exists(folder.resolve("disagreements-3.html")));
        ReportFolder.open(folder).write(PlantedReport.with(1));
        assertFalse(Files.exists(folder.resolve("disagreements-2.html")));
        assertTrue(Files.exists(folder.resolve("disagreements-1.html")));
    }

    @Test
    void aPlaceThatIsNoFolderIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        IOException e = assertThrows(IOException.class, () -> ReportFolder.open(file));
        assertEquals("can't write a report into " + file + ": " + file + " is not a folder", e.getMessage());
        assertThrows(IOException.class, () -> ReportFolder.open(file.resolve("below")));
    }
}
