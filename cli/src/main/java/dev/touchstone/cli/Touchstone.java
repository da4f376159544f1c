package dev.touchstone.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The `touchstone` command. Exit codes: 0 all is well, 1 something was found wrong, 2 the call's words are off.
@Command(
        name = "touchstone",
        mixinStandardHelpOptions = true,
        version = "touchstone 0.1.0",
        description = "Assembles, runs and proves machine code for x86-64, x86, A64, A32 and T32.",
        subcommands = {
            AsmCommand.class,
            DisasmCommand.class,
            RunCommand.class,
            ImageCommand.class,
            CheckCommand.class,
            ReplayCommand.class,
            BenchCommand.class,
            SweepCommand.class,
            ReportCommand.class,
            VectorsCommand.class,
            DoctorCommand.class
        })
public final class Touchstone implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "name a subcommand: " + String.join(", ", spec.subcommands().keySet()));
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /// The command, ready to execute: failures that a user can act on are one line on standard error.
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Touchstone());
        line.registerConverter(dev.touchstone.isa.Isa.class, Converters::isa);
        line.registerConverter(dev.touchstone.conformance.subject.Subject.class, Converters::subject);
        line.registerConverter(Long.class, Converters::number);
        line.registerConverter(long.class, Converters::number);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            command.getErr().println("error: " + Failures.oneLine(exception));
            return 1;
        });
        line.setExecutionStrategy(parsed -> {
            try {
                return new CommandLine.RunLast().execute(parsed);
            } catch (OutOfMemoryError e) {
                parsed.commandSpec().commandLine().getErr().println("error: " + noMemory());
                return 1;
            }
        });
        return line;
    }

    private static String noMemory() {
        return "this takes more memory than the Java heap may have, %d MiB; TOUCHSTONE_JAVA_OPTS=-Xmx8g gives it 8 GiB"
                .formatted(Runtime.getRuntime().maxMemory() >> 20);
    }
}
