package dev.touchstone.relocation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The instructions of each machine that do nothing, to fill code up to an alignment: rows of `no-ops.table`.
final class NoOps {
    private static final Map<String, List<byte[]>> BY_MACHINE = load();

    private NoOps() {}

    /// Fills `count` bytes from `at` with as few instructions as there can be. What is left because code is not
    /// aligned to its instructions is zero, and comes first.
    static void fill(Machine machine, byte[] code, int at, int count) {
        int p = at + count % machine.codeAlignment();
        java.util.Arrays.fill(code, at, p, (byte) 0);
        int end = at + count;
        for (byte[] nop : BY_MACHINE.getOrDefault(machine.name(), List.of())) {
            for (; end - p >= nop.length; p += nop.length) {
                System.arraycopy(nop, 0, code, p, nop.length);
            }
        }
        if (p < end) {
            throw new IllegalStateException(
                    "no-ops.table has nothing of " + (end - p) + " bytes for " + machine.name());
        }
    }

    private static Map<String, List<byte[]>> load() {
        Map<String, List<byte[]>> table = new HashMap<>();
        try (InputStream in = NoOps.class.getResourceAsStream("no-ops.table")) {
            if (in == null) {
                throw new IllegalStateException("no-ops.table is missing beside " + NoOps.class);
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line : reader.lines().toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] columns = line.split("\\|", -1);
                    table.computeIfAbsent(columns[0].strip(), m -> new ArrayList<>())
                            .add(HexFormat.of().parseHex(columns[1].replace(" ", "")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }
}
