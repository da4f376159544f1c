package dev.touchstone.cli;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.RelocationException;
import dev.touchstone.relocation.object.ObjectFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
            "  echo 'add x0, x1, #5' | touchstone asm --isa a64 --batch",
            "  touchstone asm --isa a64 --object elf --out inc.o '.globl inc; inc: add w0, w0, #1; ret'"
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

    @Option(
            names = "--object",
            paramLabel = "FORMAT",
            description = "writes an object file for a system's linker: elf, macho or coff; names of other files are"
                    + " told by .extern")
    private @Nullable ObjectFormat object;

    @Option(names = "--out", paramLabel = "FILE", description = "the object file")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "the statements; standard input if there are none")
    private String[] text = {};

    @Override
    public Integer call() throws IOException {
        if ((object == null) != (out == null) || object != null && batch) {
            throw new ParameterException(spec.commandLine(), "--object and --out go together, and without --batch");
        }
        if (batch) {
            return batch();
        }
        String source = text.length > 0 ? String.join(" ", text) : Streams.allOfInput();
        if (object != null && out != null) {
            Files.write(
                    out, object.write(TextAssembler.read(isa, source, address).toObject()));
        } else {
            System.out.println(hex(source));
        }
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
