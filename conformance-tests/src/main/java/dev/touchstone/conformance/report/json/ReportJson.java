package dev.touchstone.conformance.report.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.touchstone.conformance.report.ReportDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Writer;
import java.util.Objects;

/// Writes and reads documents.
public final class ReportJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private ReportJson() {}

    /// Writes the document as one line; leaves the writer open.
    public static void write(ReportDocument document, Writer out) throws IOException {
        MAPPER.writeValue(out, document);
    }

    /// @throws IllegalArgumentException if the text is no report of a check, or one of another version
    /// @throws IOException if it can't be read
    public static ReportDocument read(Reader in) throws IOException {
        try {
            JsonNode document = MAPPER.readTree(in);
            String format = document.path("format").asText();
            if (!format.equals(ReportDocument.FORMAT)) {
                throw new IllegalArgumentException("no report of a check: its format is \"%s\", not \"%s\""
                        .formatted(format, ReportDocument.FORMAT));
            }
            int version = document.path("version").asInt();
            if (version != ReportDocument.VERSION) {
                throw new IllegalArgumentException("a report of version %d; this program reads version %d"
                        .formatted(version, ReportDocument.VERSION));
            }
            return MAPPER.treeToValue(document, ReportDocument.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no report of a check: " + e.getOriginalMessage(), e);
        }
    }

    /// The JSON Schema (draft 2020-12) of the documents.
    public static InputStream schema() {
        return Objects.requireNonNull(
                ReportJson.class.getResourceAsStream("report.schema.json"), "report.schema.json is not packed");
    }
}
