package dev.touchstone.cli;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.image.ImageFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description = "Assembles text to an image file.",
        footer = {"", "Example: touchstone image build --isa a64 --out ten.tsi --entry ten 'ten: mov x0, #10; ret'"})
final class ImageBuildCommand implements Callable<Integer> {
    @Option(names = "--isa", required = true, description = "x86-64, x86, a64, a32 or t32")
    private Isa isa = Isa.X86_64;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "the file to write")
    private Path out = Path.of("");

    @Option(
            names = "--entry",
            paramLabel = "NAME",
            description = "a label that others may call; may be repeated (default: the start)")
    private List<String> entries = new ArrayList<>();

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "the statements; standard input if there are none")
    private String[] text = {};

    @Override
    public Integer call() throws IOException {
        String source = text.length > 0 ? String.join(" ", text) : Streams.allOfInput();
        CodeImage image = TextAssembler.assemble(isa, source, 0);
        for (String entry : entries) {
            image = image.withEntryPoint(entry);
        }
        ImageFile.write(image, out);
        return 0;
    }
}
