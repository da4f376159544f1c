package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An AArch64 processor, as Linux describes it to programs: the features stand in the table `arm.features`.
final class ArmProcessor {
    private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");
    private static @Nullable ArmProcessor instance;

    private final String model;
    private final Set<String> wide;
    private final Set<String> narrow;

    private ArmProcessor(String model, Set<String> wide, Set<String> narrow) {
        this.model = model;
        this.wide = wide;
        this.narrow = narrow;
    }

    /// This host's.
    ///
    /// @throws EngineMissingException if the system does not tell
    static synchronized ArmProcessor get() throws EngineMissingException {
        if (instance == null) {
            try {
                instance = of(Files.readAllLines(DESCRIPTION));
            } catch (IOException e) {
                throw new EngineMissingException(
                        NativeExecutorProvider.NAME, DESCRIPTION + " can't be read: " + e.getMessage(), "");
            }
        }
        return instance;
    }

    /// @param description lines as in `/proc/cpuinfo`
    static ArmProcessor of(List<String> description) {
        Set<String> words = Set.copyOf(List.of(field(description, "Features").split(" ")));
        Set<String> wide = new HashSet<>();
        Set<String> narrow = new HashSet<>();
        for (Row row : TableReader.read(ArmProcessor.class, "arm.features")) {
            if (row.columns().size() < 3 || words.contains(row.column(2))) {
                (row.column(0).equals("a64") ? wide : narrow).add(row.column(1));
            }
        }
        String model = field(description, "CPU implementer") + "-" + field(description, "CPU part");
        return new ArmProcessor(model, wide, narrow);
    }

    private static String field(List<String> description, String name) {
        return description.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    /// Who made it, and which it is, in numbers: `0x41-0xd0c`.
    String model() {
        return model;
    }

    /// Whether it has a feature, by its name in the tables; of several, separated by blanks, all.
    boolean has(Isa isa, String feature) {
        return (isa == Isa.A64 ? wide : narrow)
                .containsAll(List.of(feature.strip().split("\\s+")));
    }
}
