package dev.touchstone.exec.engines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Stands in for pip: takes its arguments, and does what its own first argument says.
final class FakePip {
    private FakePip() {}

    /// The way to start it.
    static List<String> way(String behaviour) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                FakePip.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath(),
                FakePip.class.getName(),
                behaviour);
    }

    public static void main(String[] arguments) throws Exception {
        List<String> all = Arrays.asList(arguments);
        Path folder = Path.of(all.get(all.indexOf("--dest") + 1));
        switch (all.getFirst()) {
            case "other-bytes" -> {
                // The right name, but not what the table's SHA-256 says.
                String version = all.getLast().substring(all.getLast().indexOf("==") + 2);
                for (String file : all.subList(1, all.size())) {
                    if (file.startsWith("file=")) {
                        Files.writeString(folder.resolve(file.substring(5)), "not the wheel of " + version);
                    }
                }
            }
            case "other-name" -> Files.writeString(folder.resolve("another.whl"), "x");
            default -> {
                System.err.println("ERROR: No matching distribution found");
                System.exit(1);
            }
        }
    }
}
