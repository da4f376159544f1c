package dev.touchstone.encoder.arm;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Programs with labels and the bytes that they have at an address. As a command it records them anew:
///
///     java -cp ... dev.touchstone.encoder.arm.LabelVectors \
///         encoder/src/test/resources/dev/touchstone/encoder/arm/labels.vectors
///
/// It needs `llvm-mc-19`, `ld.lld-19` and `llvm-objcopy-19`. A line without bytes gets them; where the linker
/// complains, its message stands there.
final class LabelVectors {
    static final long ADDRESS = 0x10000;
    static final String RESOURCE = "labels.vectors";

    private LabelVectors() {}

    /// One program, its statements between semicolons.
    record Vector(Isa isa, String program, String bytes) {
        static Vector of(Row row) {
            return new Vector(Isa.ofLabel(row.column(0)), row.column(1), row.column(2));
        }
    }

    static List<Vector> all() {
        return TableReader.read(LabelVectors.class, RESOURCE).stream()
                .map(Vector::of)
                .toList();
    }

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        StringBuilder out = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                out.append(line).append('\n');
                continue;
            }
            String[] columns = line.split("\\|");
            Isa isa = Isa.ofLabel(columns[0].strip());
            String program = columns[1].strip();
            String given = columns.length > 3 ? columns[3].strip() : "";
            String bytes = Llvm.link(isa, given.isEmpty() ? program : given, ADDRESS);
            out.append(
                    "%s | %-58s | %s%s%n".formatted(isa.label(), program, bytes, given.isEmpty() ? "" : " | " + given));
        }
        Files.writeString(file, out);
    }
}
