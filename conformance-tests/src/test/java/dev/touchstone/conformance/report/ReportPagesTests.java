package dev.touchstone.conformance.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.report.Browser.Shown;
import dev.touchstone.conformance.report.html.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pages in a real browser, in both colour schemes, with a thousand disagreements.
@Order(Integer.MAX_VALUE - 1)
class ReportPagesTests {
    private static final int MANY = 1000;
    private static final int DARK = 60;
    private static final int LIGHT = 230;

    /// Stays, for people to look at; and the browser's last files may come after its end.
    private static final Path FOLDER = Path.of("target/report-pages").toAbsolutePath();

    private static final Path REPORT = FOLDER.resolve("report");

    @BeforeAll
    static void writeReport() throws IOException {
        Browser.find(FOLDER);
        HtmlReport.write(PlantedReport.with(MANY), Files.createDirectories(REPORT));
    }

    @ParameterizedTest
    @CsvSource({
        "index.html, false, 1",
        "disagreements-20.html, false, 0",
        "disagreements.html, true, 1",
        "set-x86-64.html, true, 2",
    })
    void thePageRenders(String name, boolean dark, int sortableTables) throws IOException, InterruptedException {
        Shown shown = Browser.find(FOLDER).open(REPORT.resolve(name), dark);
        assertEquals(List.of(), shown.console());
        assertTrue(shown.dom().contains("</main>"), "the page ends early");
        assertEquals(
                sortableTables,
                count(shown.dom(), "<thead>(?:(?!</thead>).)*<button type=\"button\">"),
                "tables that the script made sortable");
        if (name.equals("disagreements-20.html")) {
            assertEquals(HtmlReport.PAGE_SIZE, count(shown.dom(), "<article "));
        }
        if (name.equals("disagreements.html")) {
            assertEquals(MANY + 1, count(shown.dom(), "<tr>"));
        }
        assertTrue(dark ? shown.luminance() < DARK : shown.luminance() > LIGHT, "luminance " + shown.luminance());
        assertTrue(shown.colours() > 20, "an empty page");
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).results().count();
    }

    /// A test of the test.
    @Test
    void aScriptThatFailsIsSeen() throws IOException, InterruptedException {
        Path page = Files.writeString(
                FOLDER.resolve("failing.html"), "<!doctype html><title>x</title><script>throw new Error('x')</script>");
        assertEquals(1, Browser.find(FOLDER).open(page, false).console().size());
    }
}
