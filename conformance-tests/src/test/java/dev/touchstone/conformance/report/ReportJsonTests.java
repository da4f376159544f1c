package dev.touchstone.conformance.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.touchstone.conformance.report.json.ReportJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReportJsonTests {
    private final Schema schema = schema();

    private static Schema schema() {
        try (InputStream in = ReportJson.schema()) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(ReportDocument document) throws IOException {
        StringWriter out = new StringWriter();
        ReportJson.write(document, out);
        return out.toString();
    }

    @Test
    void aRealReportFitsItsSchema() throws IOException {
        assertEquals(
                "[]",
                schema.validate(json(PlantedReport.document()), InputFormat.JSON)
                        .toString());
    }

    @Test
    void programsMissingEnginesAndStaleDivergencesFitTheSchemaToo() throws IOException {
        ReportDocument document = PlantedReport.ofOneForm();
        assertEquals("[]", schema.validate(json(document), InputFormat.JSON).toString());
        assertEquals(document, ReportJson.read(new StringReader(json(document))));
    }

    @Test
    void theSchemaRefusesOtherDocuments() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode document = (ObjectNode) mapper.readTree(json(PlantedReport.document()));
        document.remove("seconds");
        assertFalse(schema.validate(document.toString(), InputFormat.JSON).isEmpty(), "a part is missing");
        document = (ObjectNode) mapper.readTree(json(PlantedReport.document()));
        ((ObjectNode) document.at("/sets/0/forms/0")).put("warnings", "none");
        assertFalse(schema.validate(document.toString(), InputFormat.JSON).isEmpty(), "there is a part too many");
        document = (ObjectNode) mapper.readTree(json(PlantedReport.document()));
        ((ObjectNode) document.at("/disagreements/0")).put("bytes", "0x12");
        assertFalse(schema.validate(document.toString(), InputFormat.JSON).isEmpty(), "bytes are plain hex");
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        ReportDocument document = PlantedReport.document();
        assertEquals(document, ReportJson.read(new StringReader(json(document))));
    }

    @Test
    void whatIsNoReportIsRefused() throws IOException {
        for (String text : new String[] {
            "",
            "{",
            "{}",
            "[1]",
            "{\"format\":\"touchstone-report\",\"version\":1}",
            "{\"format\" : 1, \"isa\" : \"t32\"}"
        }) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> ReportJson.read(new StringReader(text)), text);
            assertTrue(e.getMessage().startsWith("no report of a check"), e.getMessage());
        }
        String newer = json(PlantedReport.document()).replace("\"version\":1,", "\"version\":2,");
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> ReportJson.read(new StringReader(newer)));
        assertEquals("a report of version 2; this program reads version 1", e.getMessage());
    }
}
