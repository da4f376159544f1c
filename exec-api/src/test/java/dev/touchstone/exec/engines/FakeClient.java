package dev.touchstone.exec.engines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Stands in for pip, Maven or npm: takes their arguments, and does what its own first argument says.
final class FakeClient {
    private FakeClient() {}

    /// The way to start it.
    ///
    /// @param files names of files for `other-bytes`
    static List<String> way(String behaviour, String... files) {
        List<String> way = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                FakeClient.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath(),
                FakeClient.class.getName(),
                behaviour));
        for (String file : files) {
            way.add("file=" + file);
        }
        return way;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> all = Arrays.asList(arguments);
        Path folder = folder(all);
        switch (all.getFirst()) {
            case "other-bytes" -> {
                // The right name, but not what the table's SHA-256 says.
                for (String file : all.subList(1, all.size())) {
                    if (file.startsWith("file=")) {
                        Files.writeString(folder.resolve(file.substring(5)), "not the package of " + all.getLast());
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

    private static Path folder(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--dest", "--pack-destination" -> {
                    return Path.of(arguments.get(i + 1));
                }
                default -> {
                    if (arguments.get(i).startsWith("-DoutputDirectory=")) {
                        return Path.of(arguments.get(i).substring("-DoutputDirectory=".length()));
                    }
                }
            }
        }
        throw new IllegalArgumentException("told no folder: " + arguments);
    }
}
