package dev.touchstone.exec.engines;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// The folder that holds fetched libraries: one folder an entry, which is there whole or not at all. Safe for
/// any number of threads and processes at once: one of them fills an entry while the others wait.
final class Cache {
    private static final Object IN_THIS_PROCESS = new Object();

    /// Fills an entry's folder.
    interface Filler {
        /// @param folder an empty folder; what is in it afterwards is the entry
        void fill(Path folder) throws IOException, FetchException;
    }

    private final Path root;

    Cache(Path root) {
        this.root = root;
    }

    /// A file of an entry, if it is there.
    @Nullable
    Path find(String entry, String file) {
        Path path = root.resolve(entry).resolve(file);
        return Files.isRegularFile(path) ? path : null;
    }

    /// A file of an entry; fills the entry first if it isn't there.
    Path get(String entry, String file, Filler filler) throws IOException, FetchException {
        synchronized (IN_THIS_PROCESS) {
            Files.createDirectories(root);
            try (FileChannel lock = FileChannel.open(
                            root.resolve(entry + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = lock.lock()) {
                if (!held.isValid()) {
                    throw new FetchException("the cache can't be locked: " + root);
                }
                Path there = find(entry, file);
                if (there != null) {
                    return there;
                }
                Path work = Files.createTempDirectory(root, entry + ".part-");
                try {
                    filler.fill(work);
                    if (!Files.isRegularFile(work.resolve(file))) {
                        throw new FetchException("what was fetched has no " + file);
                    }
                    Path target = root.resolve(entry);
                    delete(target);
                    Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
                    return target.resolve(file);
                } finally {
                    delete(work);
                }
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure) throws IOException {
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
