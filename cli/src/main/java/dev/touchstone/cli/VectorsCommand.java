package dev.touchstone.cli;

import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.Oracles;
import dev.touchstone.conformance.vectors.VectorFile;
import dev.touchstone.conformance.vectors.VectorProof;
import dev.touchstone.conformance.vectors.VectorRecorder;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "vectors",
        mixinStandardHelpOptions = true,
        description =
                "Texts of every form with the bytes that LLVM, or else Keystone, gave for them; using them takes no native library.",
        subcommands = {VectorsCommand.Verify.class, VectorsCommand.Record.class})
final class VectorsCommand implements Runnable {
    private static final int SHOWN = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name a subcommand: verify, record");
    }

    private static Set<Isa> chosen(List<Isa> isas) {
        return isas.isEmpty() ? EnumSet.allOf(Isa.class) : EnumSet.copyOf(isas);
    }

    private static void print(List<String> wrong) {
        wrong.stream().limit(SHOWN).forEach(System.out::println);
        if (wrong.size() > SHOWN) {
            System.out.println(wrong.size() - SHOWN + " more");
        }
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Holds our assemblers and decoders against the recorded vectors; with --drift also LLVM as it is here.",
            footer = {"", "Exit code 0 if all are the same."})
    static final class Verify implements Callable<Integer> {
        @Option(names = "--isa", description = "one set only; may be repeated (default: all)")
        private List<Isa> isas = List.of();

        @Option(names = "--drift", description = "ask LLVM too")
        private boolean drift;

        @Override
        public Integer call() throws EngineMissingException {
            List<String> wrong = new ArrayList<>();
            for (Isa isa : chosen(isas)) {
                VectorFile file = VectorFile.recorded(isa);
                VectorProof proof = new VectorProof(file);
                wrong.addAll(proof.ours());
                if (drift) {
                    try (Oracle llvm = Oracles.open("llvm", isa)) {
                        wrong.addAll(proof.drift(llvm));
                    }
                }
                System.out.println(
                        "%s: %,d vectors of %s".formatted(isa, file.vectors().size(), file.origin()));
            }
            print(wrong);
            System.out.println(wrong.isEmpty() ? "PASSED" : "FAILED");
            return wrong.isEmpty() ? 0 : 1;
        }
    }

    @Command(
            name = "record",
            mixinStandardHelpOptions = true,
            description = "Records the vectors anew, into files in a folder.",
            footer = {
                "",
                "Where LLVM gives other bytes for a recorded text than it did, nothing is written, unless with --accept.",
                "In the project's sources the folder is",
                "conformance-tests/src/main/resources/dev/touchstone/conformance/vectors"
            })
    static final class Record implements Callable<Integer> {
        @Option(names = "--isa", description = "one set only; may be repeated (default: all)")
        private List<Isa> isas = List.of();

        @Option(names = "--to", paramLabel = "DIR", required = true, description = "the folder")
        private Path to = Path.of(".");

        @Option(names = "--accept", description = "write also where LLVM's bytes have changed")
        private boolean accept;

        @Override
        public Integer call() throws EngineMissingException, IOException {
            if (!Files.isDirectory(to)) {
                throw new IllegalArgumentException(to + " is no folder");
            }
            List<VectorFile> files = new ArrayList<>();
            List<String> drift = new ArrayList<>();
            for (Isa isa : chosen(isas)) {
                try (Oracle llvm = Oracles.open("llvm", isa);
                        Oracle keystone = Oracles.open("keystone", isa)) {
                    if (VectorFile.isRecorded(isa)) {
                        drift.addAll(new VectorProof(VectorFile.recorded(isa)).drift(llvm));
                    }
                    files.add(VectorRecorder.record(isa, List.of(llvm, keystone)));
                }
            }
            print(drift);
            if (!drift.isEmpty() && !accept) {
                System.out.println("nothing was written; --accept takes LLVM's new bytes where ours are the same");
                return 1;
            }
            for (VectorFile file : files) {
                file.write(to);
                System.out.println("%s: %,d vectors of %s"
                        .formatted(file.isa(), file.vectors().size(), file.origin()));
            }
            return 0;
        }
    }
}
