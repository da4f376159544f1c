package dev.touchstone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SweepCommandTests {
    @TempDir
    private Path folder = Path.of("");

    private Cli sweep(String shard, Path out) {
        return Cli.run(
                "sweep",
                "--isa",
                "t32",
                "--from",
                "0xf0000000",
                "--to",
                "0xf001ffff",
                "--shard",
                shard,
                "--out",
                out.toString());
    }

    @Test
    void shardsAreKeptAndMerged() throws IOException {
        Path first = folder.resolve("first.json");
        Path second = folder.resolve("second.json");
        assertEquals(0, sweep("1/2", first).exit());
        Cli cli = sweep("2/2", second);
        assertEquals(0, cli.exit(), cli::err);
        assertTrue(cli.out().contains("not swept: 0xf0000000 to 0xf000ffff"), cli::out);

        String printed = Cli.run("report", "schema", "sweep").out();
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(printed, InputFormat.JSON);
        String report = Files.readString(second);
        assertEquals("[]", schema.validate(report, InputFormat.JSON).toString());
        for (String fault : new String[] {"\"isa\" : \"x86\"", "\"set\" : \"t32\""}) {
            String damaged = report.replace("\"isa\" : \"t32\"", fault);
            assertFalse(schema.validate(damaged, InputFormat.JSON).isEmpty(), damaged);
        }

        Path whole = folder.resolve("whole.json");
        cli = Cli.run("report", "merge", second.toString(), first.toString(), "--out", whole.toString());
        assertEquals(0, cli.exit(), cli::err);
        assertTrue(cli.out().contains("131,072 words"), cli::out);
        assertEquals(cli.out(), Cli.run("report", "merge", whole.toString()).out());

        cli = Cli.run("report", "merge", first.toString(), first.toString());
        assertEquals(1, cli.exit());
        assertTrue(cli.err().contains("both reports have the words from 0xf0000000 to 0xf000ffff"), cli::err);
        cli = Cli.run("report", "merge", first.toString());
        assertEquals(1, cli.exit(), "words are missing");
        String text = Files.readString(first);
        Files.writeString(first, text.replace("\"format\" : 1", "\"format\" : 2"));
        cli = Cli.run("report", "merge", first.toString());
        assertTrue(cli.err().contains("this version reads 1"), cli::err);
        Path part = folder.resolve("part.json");
        Files.writeString(part, "{\"format\" : 1, \"isa\" : \"t32\"}");
        cli = Cli.run("report", "merge", part.toString());
        assertEquals(1, cli.exit());
        assertTrue(cli.err().contains("a report has isa, oracle, done, counts and groups"), cli::err);
        // A sweep does not go on from what it can't read, and leaves it as it is.
        assertEquals(1, sweep("1/2", first).exit());
        assertTrue(Files.readString(first).contains("\"format\" : 2"));
    }

    @Test
    void whatCantBeSweptIsSaid() {
        Cli cli = Cli.run("sweep", "--isa", "x86");
        assertEquals(1, cli.exit());
        assertTrue(cli.err().contains("allowed are a64, a32 and t32"), cli::err);
        assertEquals(2, Cli.run("sweep", "--isa", "a64", "--shard", "5/x").exit());
        assertEquals(1, Cli.run("sweep", "--isa", "a64", "--shard", "3/2").exit());
        cli = Cli.run("report", "merge", folder.resolve("none.json").toString());
        assertEquals(1, cli.exit());
        assertTrue(cli.err().contains("none.json"), cli::err);
    }
}
