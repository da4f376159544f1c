package dev.touchstone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Relocation;
import dev.touchstone.relocation.image.ImageFile;
import dev.touchstone.relocation.image.ImageHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description = "Prints what an image file holds: header, sections, symbols, relocations, checksum.")
final class ImageInfoCommand implements Callable<Integer> {
    @Option(names = "--json", description = "print it as JSON")
    private boolean json;

    @Parameters(paramLabel = "FILE", description = "an image file")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        CodeImage image = ImageFile.read(file);
        ImageHeader header = ImageHeader.of(image);
        if (json) {
            printJson(header, image);
        } else {
            print(header, image);
        }
        return 0;
    }

    private static String hex(long value) {
        return value < 0 ? "-0x" + Long.toHexString(-value) : "0x" + Long.toHexString(value);
    }

    private static String target(Relocation r) {
        String base = r.external() == null ? hex(r.target()) : r.external();
        return r.addend() == 0
                ? base
                : base + (r.addend() < 0 ? " - " : " + ") + hex(r.addend()).replace("-", "");
    }

    private static void print(ImageHeader header, CodeImage image) {
        System.out.println("version    " + header.version());
        System.out.println("machine    " + image.machine().name());
        System.out.println("file       %d bytes, CRC-32C %08x".formatted(header.bytes(), header.checksum()));
        System.out.println("memory     %d bytes, aligned to %s".formatted(image.size(), hex(image.alignment())));
        for (CodeImage.Section s : image.sections()) {
            System.out.println("section    %-8s %-8s %s bytes %s, aligned to %s"
                    .formatted(
                            hex(s.offset()),
                            s.kind(),
                            hex(s.size()),
                            s.machine().name(),
                            hex(s.alignment())));
        }
        for (CodeImage.Symbol s : image.symbolTable()) {
            System.out.println("symbol     %-8s %s%s%s"
                    .formatted(
                            hex(s.offset()),
                            s.name(),
                            switch (s.type()) {
                                case UNTYPED -> "";
                                case FUNCTION -> ", function";
                                case OBJECT -> ", object";
                            },
                            s.isEntryPoint() ? ", entry point" : s.global() ? ", global" : ""));
        }
        for (Relocation r : image.relocations()) {
            System.out.println("relocation %-8s %s %s".formatted(hex(r.offset()), r.kind(), target(r)));
        }
    }

    private static void printJson(ImageHeader header, CodeImage image) throws JsonProcessingException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", header.version());
        document.put("machine", image.machine().name());
        document.put("fileBytes", header.bytes());
        document.put("checksum", "%08x".formatted(header.checksum()));
        document.put("memoryBytes", image.size());
        document.put("alignment", image.alignment());
        document.put(
                "sections",
                image.sections().stream().map(ImageInfoCommand::describe).toList());
        document.put(
                "symbols",
                image.symbolTable().stream().map(ImageInfoCommand::describe).toList());
        document.put(
                "relocations",
                image.relocations().stream().map(ImageInfoCommand::describe).toList());
        document.put("externals", List.copyOf(image.externals()));
        Json.print(document);
    }

    private static Map<String, Object> describe(CodeImage.Section section) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kind", section.kind().title());
        row.put("machine", section.machine().name());
        row.put("offset", section.offset());
        row.put("size", section.size());
        row.put("alignment", section.alignment());
        return row;
    }

    private static Map<String, Object> describe(CodeImage.Symbol symbol) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", symbol.name());
        row.put("offset", symbol.offset());
        row.put("type", symbol.type().name().toLowerCase(java.util.Locale.ROOT));
        row.put("global", symbol.global());
        row.put("entryPoint", symbol.isEntryPoint());
        return row;
    }

    private static Map<String, Object> describe(Relocation relocation) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("offset", relocation.offset());
        row.put("kind", relocation.kind().name());
        String external = relocation.external();
        if (external == null) {
            row.put("target", relocation.target());
        } else {
            row.put("external", external);
        }
        row.put("addend", relocation.addend());
        return row;
    }
}
