package dev.touchstone.cli;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.RelocationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "asm",
        mixinStandardHelpOptions = true,
        description = "Assembles text: hex on standard output, in memory order.",
        footer = {
            "",
            "Statements end at a line's end or at ';'. Intel syntax for x86, UAL and A64 syntax for Arm.",
            "With --batch each line of standard input is one statement, and each line of output its bytes as",
            "lower-case hex, or 'error: ' and the message.",
            "",
            "Examples:",
            "  touchstone asm --isa x86-64 'add rax, rbx; ret'",
            "  echo 'add x0, x1, #5' | touchstone asm --isa a64 --batch"
        })
final class AsmCommand implements Callable<Integer> {
    @Option(names = "--isa", required = true, description = "x86-64, x86, a64, a32 or t32")
    private Isa isa = Isa.X86_64;

    @Option(
            names = "--address",
            description = "where the code will stand (default: ${DEFAULT-VALUE})",
            defaultValue = "0")
    private long address;

    @Option(names = "--batch", description = "one statement a line in, one line out for each")
    private boolean batch;

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "the statements; standard input if there are none")
    private String[] text = {};

    @Override
    public Integer call() throws IOException {
        if (batch) {
            return batch();
        }
        String source = text.length > 0 ? String.join(" ", text) : Streams.allOfInput();
        System.out.println(hex(source));
        return 0;
    }

    private String hex(String source) {
        return HexFormat.of()
                .formatHex(TextAssembler.assemble(isa, source, address).at(address));
    }

    private int batch() throws IOException {
        boolean well = true;
        BufferedReader in = Streams.input();
        try (var out = Streams.output()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                try {
                    out.write(hex(line));
                } catch (SyntaxException | EncodingException | RelocationException e) {
                    out.write("error: " + Failures.oneLine(e));
                    well = false;
                }
                out.newLine();
            }
        }
        return well ? 0 : 1;
    }
}
