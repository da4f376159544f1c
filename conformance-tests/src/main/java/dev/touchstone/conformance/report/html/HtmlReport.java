package dev.touchstone.conformance.report.html;

import dev.touchstone.conformance.report.Disagreement;
import dev.touchstone.conformance.report.ReportDocument;
import dev.touchstone.conformance.report.SetReport;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes the pages.
public final class HtmlReport {
    /// Disagreements a page.
    public static final int PAGE_SIZE = 50;

    private final ReportDocument document;
    private final Templates templates;

    private HtmlReport(ReportDocument document, Path folder) {
        this.document = document;
        this.templates = new Templates(folder);
    }

    /// Writes all pages of a document into an existing folder; pages of an earlier report there are deleted.
    public static void write(ReportDocument document, Path folder) throws IOException {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "{set,disagreements}-*.html")) {
            for (Path page : old) {
                Files.delete(page);
            }
        }
        new HtmlReport(document, folder).pages();
    }

    private void pages() throws IOException {
        templates.copy("report.css");
        templates.copy("report.js");
        templates.template("index").write("index.html", IndexView.of(document));
        Templates.Page set = templates.template("set");
        for (SetReport report : document.sets()) {
            set.write(SetView.file(report.isa()), SetView.of(document, report));
        }
        templates.template("disagreements").write("disagreements.html", DisagreementList.of(document));
        Templates.Page page = templates.template("page");
        int pages = DisagreementPage.pages(document);
        for (int number = 1; number <= pages; number++) {
            page.write(DisagreementPage.file(number), DisagreementPage.of(document, number));
        }
    }

    /// What stands at the head of each page.
    ///
    /// @param title of the page
    /// @param current of the navigation: the file that is shown
    record Head(String title, String subject, List<Link> links) {
        static Head of(ReportDocument document, String title, String current) {
            List<Link> links = new ArrayList<>();
            links.add(new Link("index.html", "Overview", current.equals("index.html")));
            for (SetReport set : document.sets()) {
                String file = SetView.file(set.isa());
                links.add(new Link(file, set.isa(), current.equals(file)));
            }
            links.add(new Link("disagreements.html", "Disagreements", current.startsWith("disagreements")));
            return new Head(
                    title, document.subject().name() + " " + document.subject().version(), links);
        }
    }

    /// @param current whether it leads to the page itself
    record Link(String file, String text, boolean current) {}

    /// Where a disagreement stands.
    static String place(Disagreement disagreement) {
        return DisagreementPage.file((disagreement.number() - 1) / PAGE_SIZE + 1) + "#d" + disagreement.number();
    }
}
