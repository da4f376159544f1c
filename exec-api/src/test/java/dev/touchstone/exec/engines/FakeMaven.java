package dev.touchstone.exec.engines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Stands in for Maven: does what its own first argument says.
final class FakeMaven {
    private static final String OUTPUT = "-DoutputDirectory=";

    private FakeMaven() {}

    /// The way to start it.
    static List<String> way(String... behaviour) {
        List<String> way = new ArrayList<>(FakeClient.way(behaviour[0]));
        way.set(way.size() - 2, FakeMaven.class.getName());
        way.addAll(List.of(behaviour).subList(1, behaviour.length));
        return way;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> all = List.of(arguments);
        switch (all.getFirst()) {
            case "other-bytes" ->
                Files.writeString(
                        Path.of(all.stream()
                                        .filter(a -> a.startsWith(OUTPUT))
                                        .findFirst()
                                        .orElseThrow()
                                        .substring(OUTPUT.length()))
                                .resolve(all.get(1)),
                        "half of it");
            case "says" -> {
                System.out.println("[INFO] Scanning for projects...\n[ERROR] " + all.get(1) + "\n[ERROR] -> [Help 1]");
                System.exit(1);
            }
            // Writes the half of a file, tells its process id, and goes on for ever.
            case "hangs" -> {
                Files.writeString(Path.of("half.part"), "half");
                Files.writeString(
                        Path.of(all.get(1)),
                        Long.toString(ProcessHandle.current().pid()));
                Thread.sleep(Long.MAX_VALUE);
            }
            default -> throw new IllegalArgumentException(all.getFirst());
        }
    }
}
