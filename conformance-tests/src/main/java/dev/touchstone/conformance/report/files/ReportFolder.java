package dev.touchstone.conformance.report.files;

import dev.touchstone.conformance.report.ReportDocument;
import dev.touchstone.conformance.report.html.HtmlReport;
import dev.touchstone.conformance.report.json.ReportJson;
import dev.touchstone.conformance.report.junit.JunitXml;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A folder with a report in it: `report.json` with its schema, `junit.xml`, `index.html` and further pages.
public final class ReportFolder {
    private static final String JSON = "report.json";
    private static final String XML = "junit.xml";
    private static final String SCHEMA = "report.schema.json";

    private final Path folder;

    private ReportFolder(Path folder) {
        this.folder = folder;
    }

    /// The folder; it is made if it is not there.
    ///
    /// @throws IOException with a message for the user if it can't be made or written to
    public static ReportFolder open(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "report", ".part"));
            return new ReportFolder(folder);
        } catch (IOException e) {
            throw failure("can't write a report into " + folder, e);
        }
    }

    /// Writes the document in all formats, over what was there.
    ///
    /// @throws IOException with a message for the user
    public void write(ReportDocument document) throws IOException {
        try {
            writeJson(document);
            try (Writer out = Files.newBufferedWriter(folder.resolve(XML))) {
                JunitXml.write(document, out);
            }
            HtmlReport.write(document, folder);
        } catch (IOException e) {
            throw failure("can't write a report into " + folder, e);
        }
    }

    private void writeJson(ReportDocument document) throws IOException {
        try (Writer out = Files.newBufferedWriter(folder.resolve(JSON));
                InputStream schema = ReportJson.schema()) {
            ReportJson.write(document, out);
            Files.copy(schema, folder.resolve(SCHEMA), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static IOException failure(String what, IOException e) {
        String why = switch (e) {
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileAlreadyExistsException exists -> exists.getFile() + " is not a folder";
            case FileSystemException system
            when system.getReason() != null -> system.getFile() + ": " + system.getReason();
            default -> e.toString();
        };
        return new IOException(what + ": " + why, e);
    }
}
