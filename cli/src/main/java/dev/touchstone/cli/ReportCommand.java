package dev.touchstone.cli;

import dev.touchstone.conformance.sweep.SweepReport;
import java.nio.file.Path;
import java.util.List;
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
        subcommands = ReportCommand.Merge.class)
final class ReportCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name a subcommand: merge");
    }

    @Command(
            name = "merge",
            mixinStandardHelpOptions = true,
            description = "Makes one report of those of a sweep's shards, and prints it.",
            footer = {"", "Exit code 0 if nothing in it speaks against the tables and no word is missing."})
    static final class Merge implements java.util.concurrent.Callable<Integer> {
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
}
