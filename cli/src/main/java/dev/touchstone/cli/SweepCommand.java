package dev.touchstone.cli;

import dev.touchstone.conformance.sweep.Sweep;
import dev.touchstone.conformance.sweep.SweepOptions;
import dev.touchstone.conformance.sweep.SweepReport;
import dev.touchstone.isa.Isa;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = "Reads every word of a range by our decoder and by LLVM's, and encodes again what is read.",
        footer = {
            "",
            "With --out the report is kept in a file, and a sweep that was stopped goes on from it.",
            "Exit code 0 if nothing speaks against the tables. Words that only LLVM reads are counted, with examples.",
            "",
            "Example: touchstone sweep --isa a64 --shard 1/64 --out first.json",
            "         touchstone report merge first.json second.json --out both.json"
        })
final class SweepCommand implements Callable<Integer> {
    @Option(names = "--isa", required = true, description = "a64, a32 or t32")
    private Isa isa = Isa.A64;

    @Option(names = "--from", description = "the first word (default: 0)", defaultValue = "0")
    private long from;

    @Option(names = "--to", description = "the last word (default: 0xffffffff)", defaultValue = "0xffffffff")
    private long to;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            converter = Part.Converter.class,
            description = "which part of the range, of how many (default: 1/1)",
            defaultValue = "1/1")
    private Part shard = new Part(1, 1);

    @Option(names = "--threads", description = "side by side (default: one for each processor)", defaultValue = "0")
    private int threads;

    @Option(names = "--out", paramLabel = "FILE", description = "where the report is kept")
    private @Nullable Path out;

    /// A shard.
    record Part(int number, int of) {
        static final class Converter implements ITypeConverter<Part> {
            @Override
            public Part convert(String text) {
                String[] numbers = text.split("/", -1);
                try {
                    if (numbers.length == 2) {
                        return new Part(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
                    }
                } catch (NumberFormatException e) {
                    // said below
                }
                throw new TypeConversionException("\"" + text + "\" is no shard; allowed are such as 3/16");
            }
        }
    }

    @Override
    public Integer call() throws Exception {
        int workers = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        SweepOptions options = new SweepOptions(isa, from, to, shard.number, shard.of, workers);
        SweepReport earlier = out != null && Files.exists(out) ? SweepReports.read(out) : null;
        SweepReport report;
        try (SweepProgress progress = new SweepProgress(options, earlier)) {
            report = Sweep.run(options, earlier, so -> {
                progress.at(so);
                if (out != null) {
                    SweepReports.write(out, so);
                }
            });
        }
        if (out != null) {
            SweepReports.write(out, report);
        }
        SweepReports.print(report);
        return report.wrong().isEmpty() ? 0 : 1;
    }
}
