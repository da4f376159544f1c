package dev.touchstone.cli;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Assembles text, runs it, and prints the registers that it changed, or the fault.",
        footer = {
            "",
            "The code stands at 0x20ff0000, 64 KiB of data at 0x21000000, the stack below 0x2200f800; the run ends behind",
            "the last instruction, or when the code returns. Exit code 0 if it completed, 1 if it faulted or timed out.",
            "",
            "Example: touchstone run --isa a64 --engine unicorn 'mov x0, #42; ret'"
        })
final class RunCommand implements Callable<Integer> {
    @Option(names = "--isa", required = true, description = "x86-64, x86, a64, a32 or t32")
    private Isa isa = Isa.X86_64;

    @Option(names = "--engine", required = true, description = "native, unicorn or qemu-user")
    private String engine = "";

    @Option(names = "--json", description = "print the outcome and all registers as JSON")
    private boolean json;

    @Option(
            names = "--set",
            paramLabel = "REG=VALUE",
            description = "a register's initial value; may be repeated (default: 0)")
    private Map<String, Long> initial = new LinkedHashMap<>();

    @Option(names = "--timeout", description = "milliseconds (default: ${DEFAULT-VALUE})", defaultValue = "1000")
    private long timeout;

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "the statements; standard input if there are none")
    private String[] text = {};

    @Override
    public Integer call() throws IOException, EngineMissingException {
        String source = text.length > 0 ? String.join(" ", text) : Streams.allOfInput();
        return new SnippetRun(engine, initial, Duration.ofMillis(timeout), json)
                .run(isa, TextAssembler.assemble(isa, source, AddressMap.CODE), 0);
    }
}
