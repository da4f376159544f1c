package dev.touchstone.cli;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.host.NativeCode;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.CodeImage.Section;
import dev.touchstone.relocation.CodeImage.Symbol;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.image.ImageFile;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Loads an image file, relocates it where it lands, runs it from an entry point, and prints the end.",
        footer = {
            "",
            "native and unicorn run it as 'touchstone run' does: at 0x20ff0000, its variables at 0x21000000, a fault is",
            "an outcome; they link no external symbols. process loads it into the command's own process, wherever the",
            "system puts it, links external symbols with the C library, and calls it as a C function of longs that",
            "returns one: a fault ends the command."
        })
final class ImageRunCommand implements Callable<Integer> {
    private static final String PROCESS = "process";

    @Option(
            names = "--engine",
            defaultValue = "native",
            description = "native, unicorn or process (default: ${DEFAULT-VALUE})")
    private String engine = "";

    @Option(
            names = "--address",
            description = "where to load it, with --engine process (default: where the system likes)")
    private @Nullable Long address;

    @Option(
            names = "--entry",
            paramLabel = "NAME",
            description = "the symbol to start at (default: the only entry point; the start if there is none)")
    private @Nullable String entry;

    @Option(names = "--json", description = "print the outcome as JSON")
    private boolean json;

    @Option(
            names = "--set",
            paramLabel = "REG=VALUE",
            description = "a register's initial value, with native or unicorn; may be repeated (default: 0)")
    private Map<String, Long> initial = new LinkedHashMap<>();

    @Option(
            names = "--arg",
            paramLabel = "VALUE",
            description = "an argument of the function, with --engine process; may be repeated")
    private List<Long> arguments = new ArrayList<>();

    @Option(names = "--timeout", description = "milliseconds (default: ${DEFAULT-VALUE})", defaultValue = "1000")
    private long timeout;

    @Parameters(paramLabel = "FILE", description = "an image file")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException, EngineMissingException {
        CodeImage image = ImageFile.read(file);
        int start = start(image);
        if (engine.equals(PROCESS)) {
            refuse(!initial.isEmpty(), "--set", "native or unicorn");
            return inProcess(image, start);
        }
        refuse(address != null && address != AddressMap.CODE, "--address", PROCESS);
        refuse(!arguments.isEmpty(), "--arg", PROCESS);
        return new SnippetRun(engine, initial, Duration.ofMillis(timeout), json)
                .run(Isa.ofLabel(machineAt(image, start).name()), image, start);
    }

    private void refuse(boolean given, String option, String engines) {
        if (given) {
            throw new IllegalArgumentException(
                    "%s goes with --engine %s, not with %s".formatted(option, engines, engine));
        }
    }

    private int start(CodeImage image) {
        if (entry != null) {
            return image.offsetOf(entry);
        }
        List<Symbol> entries = image.entryPoints();
        if (entries.size() > 1) {
            throw new IllegalArgumentException("name one of the entry points with --entry: "
                    + String.join(", ", entries.stream().map(Symbol::name).toList()));
        }
        return entries.isEmpty() ? 0 : entries.getFirst().offset();
    }

    private static Machine machineAt(CodeImage image, int offset) {
        return image.sections().stream()
                .filter(s -> offset >= s.offset() && offset < s.end())
                .map(Section::machine)
                .findFirst()
                .orElse(image.machine());
    }

    private int inProcess(CodeImage image, int start) throws EngineMissingException, IOException {
        Linker linker = Linker.nativeLinker();
        try (NativeCode code = NativeCode.loadAt(
                address == null ? 0 : address, image, NativeCode.addresses(image, linker.defaultLookup()))) {
            MemoryLayout[] parameters = new MemoryLayout[arguments.size()];
            Arrays.fill(parameters, ValueLayout.JAVA_LONG);
            MethodHandle function = code.function(start, FunctionDescriptor.of(ValueLayout.JAVA_LONG, parameters));
            long result = (long) function.invokeWithArguments(arguments);
            if (json) {
                Map<String, Object> document = new LinkedHashMap<>();
                document.put("outcome", "returned");
                document.put("address", "0x" + Long.toHexString(code.address()));
                document.put("value", result);
                Json.print(document);
            } else {
                System.out.println("loaded at 0x%x".formatted(code.address()));
                System.out.println("returned %d (0x%x)".formatted(result, result));
            }
            return 0;
        } catch (EngineMissingException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
