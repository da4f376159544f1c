package dev.touchstone.cli;

import dev.touchstone.conformance.report.ReportDocument;
import dev.touchstone.conformance.report.files.ReportFolder;
import dev.touchstone.conformance.report.json.ReportJson;
import dev.touchstone.conformance.sweep.SweepReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Works on reports that were kept in files.",
        subcommands = {ReportCommand.Html.class, ReportCommand.Merge.class, ReportCommand.Schema.class})
final class ReportCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name a subcommand: html, merge or schema");
    }

    @Command(
            name = "html",
            mixinStandardHelpOptions = true,
            description = "Makes the pages, and the other files, of a check's report.json.")
    static final class Html implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "report.json of a check")
        private Path file = Path.of("");

        @Parameters(paramLabel = "DIR", description = "folder for the report")
        private Path folder = Path.of("");

        @Override
        public Integer call() throws IOException {
            ReportDocument document;
            try (Reader in = Files.newBufferedReader(file)) {
                document = ReportJson.read(in);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
            }
            ReportFolder.open(folder).write(document);
            return 0;
        }
    }

    @Command(
            name = "merge",
            mixinStandardHelpOptions = true,
            description = "Makes one report of those of a sweep's shards, and prints it.",
            footer = {"", "Exit code 0 if nothing in it speaks against the tables and no word is missing."})
    static final class Merge implements Callable<Integer> {
        @Parameters(arity = "1..*", paramLabel = "FILE", description = "reports of one sweep, without words in common")
        private List<Path> files = List.of();

        @Option(names = "--out", paramLabel = "FILE", description = "where the whole is kept")
        private @Nullable Path out;

        @Override
        public Integer call() {
            SweepReport whole = SweepReports.read(files.getFirst());
            for (Path file : files.subList(1, files.size())) {
                whole = whole.plus(SweepReports.read(file));
            }
            if (out != null) {
                SweepReports.write(out, whole);
            }
            SweepReports.print(whole);
            return whole.wrong().isEmpty() && whole.missing().isEmpty() ? 0 : 1;
        }
    }

    /// What a schema is of.
    enum Kind {
        CHECK,
        SWEEP
    }

    @Command(
            name = "schema",
            mixinStandardHelpOptions = true,
            description = "Prints the JSON Schema (draft 2020-12) of reports.")
    static final class Schema implements Callable<Integer> {
        @Parameters(paramLabel = "KIND", description = "check (report.json) or sweep (what --out keeps)")
        private Kind kind = Kind.CHECK;

        @Override
        public Integer call() throws IOException {
            try (InputStream schema = switch (kind) {
                case CHECK -> ReportJson.schema();
                case SWEEP -> SweepReport.schema();
            }) {
                System.out.print(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
            }
            return 0;
        }
    }
}
