package dev.touchstone.exec.engines;

import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds installed libraries in the usual folders: `system.table`.
final class SystemLibraries {
    private static final List<Row> TABLE = TableReader.read(SystemLibraries.class, "system.table");

    private SystemLibraries() {}

    /// The files that are there, the better first.
    static List<Path> candidates(String engine, Host host) {
        String os = host.os().equals("linux-musl") ? "linux" : host.os();
        List<Path> found = new ArrayList<>();
        for (Row row : TABLE) {
            if (row.column(0).equals(engine) && row.column(1).equals(os)) {
                expand(row.column(2)).stream().filter(f -> !found.contains(f)).forEach(found::add);
            }
        }
        return found;
    }

    private static List<Path> expand(String pattern) {
        List<Path> folders = List.of(Path.of("/"));
        for (String name : pattern.substring(1).split("/")) {
            List<Path> next = new ArrayList<>();
            for (Path folder : folders) {
                if (!name.contains("*")) {
                    next.add(folder.resolve(name));
                } else if (Files.isDirectory(folder)) {
                    next.addAll(matches(folder, name));
                }
            }
            folders = next;
        }
        return folders.stream().filter(Files::isRegularFile).toList();
    }

    private static List<Path> matches(Path folder, String glob) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(found::add);
        } catch (IOException e) {
            return List.of();
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }
}
