package dev.touchstone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTests {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aChecksReportIsMadeAndMadeAgain() throws IOException {
        Path report = folder.resolve("made/report");
        Cli cli = Cli.run(
                "check", "--isa", "a64", "--forms", "a64:MADD*", "--samples", "2", "--report", report.toString());
        assertEquals(0, cli.exit(), cli::err);
        assertTrue(cli.out().contains("PASSED"), cli::out);
        Path again = folder.resolve("again");
        cli = Cli.run("report", "html", report.resolve("report.json").toString(), again.toString());
        assertEquals(0, cli.exit(), cli::err);
        for (String name : new String[] {"index.html", "set-a64.html", "report.json", "junit.xml", "report.css"}) {
            assertEquals(-1, Files.mismatch(report.resolve(name), again.resolve(name)), name);
        }
        assertTrue(Files.readString(again.resolve("index.html")).contains("passed"));
    }

    @Test
    void whatCantBeWrittenIsSaidBeforeTheCheck() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Cli cli = Cli.run("check", "--report", file.toString());
        assertEquals(1, cli.exit());
        assertTrue(cli.err().contains("can't write a report into " + file), cli::err);
        assertEquals("", cli.out());
    }

    @Test
    void whatIsNoReportIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file.json"), "{\"format\" : 1, \"isa\" : \"t32\"}");
        Cli cli = Cli.run("report", "html", file.toString(), folder.toString());
        assertEquals(1, cli.exit());
        assertTrue(cli.err().contains(file + ": no report of a check: its format is \"1\""), cli::err);
        cli = Cli.run("report", "html", folder.resolve("none").toString(), folder.toString());
        assertEquals(1, cli.exit());
        assertTrue(cli.err().contains("no file "), cli::err);
    }
}
