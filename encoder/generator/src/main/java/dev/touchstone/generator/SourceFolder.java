package dev.touchstone.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/// A folder of generated sources. A file is written only if it changed, so that incremental compilation works.
public final class SourceFolder {
    private final Path root;
    private final Set<Path> written = new HashSet<>();

    SourceFolder(Path root) {
        this.root = root;
    }

    /// Writes a class of a package.
    public void write(String packageName, String className, String source) throws IOException {
        Path file = root.resolve(packageName.replace('.', '/')).resolve(className + ".java");
        written.add(file);
        if (Files.exists(file) && Files.readString(file).equals(source)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
    }

    /// Deletes what an earlier run wrote and this one did not.
    void deleteStale() throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!written.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }
}
