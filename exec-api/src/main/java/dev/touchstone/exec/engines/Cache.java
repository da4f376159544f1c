package dev.touchstone.exec.engines;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The folder that holds fetched libraries: one folder an entry, which is there whole or not at all. Safe for
/// any number of threads and processes at once: one of them fills an entry while the others wait.
///
/// An entry is filled in a folder beside it, `ENTRY.part-*`, which goes when filling fails or this process is ended;
/// what
/// a process leaves that was killed outright goes when the entry is filled the next time.
final class Cache {
    private static final Object IN_THIS_PROCESS = new Object();

    /// Fills an entry's folder.
    interface Filler {
        /// @param folder an empty folder; what is in it afterwards is the entry
        void fill(Path folder) throws IOException, FetchException;
    }

    private final Path root;
    private final Consumer<String> progress;

    /// @param progress gets a line of text now and then while an entry is filled
    Cache(Path root, Consumer<String> progress) {
        this.root = root;
        this.progress = progress;
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
            try (FileChannel channel = FileChannel.open(
                            root.resolve(entry + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = lock(channel, entry)) {
                if (!held.isValid()) {
                    throw new FetchException("the cache can't be locked: " + root);
                }
                Path there = find(entry, file);
                return there != null ? there : fill(entry, file, filler);
            }
        }
    }

    private FileLock lock(FileChannel channel, String entry) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock != null) {
            return lock;
        }
        progress.accept("touchstone: another process fetches " + entry + "; waiting for it");
        return channel.lock();
    }

    private Path fill(String entry, String file, Filler filler) throws IOException, FetchException {
        deleteLeftovers(entry);
        Path work = Files.createTempDirectory(root, entry + ".part-");
        Thread hook = new Thread(() -> {
            Command.endAll();
            Folders.deleteQuietly(work);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try (FetchProgress shown = new FetchProgress(work, progress)) {
            shown.start();
            filler.fill(work);
            if (!Files.isRegularFile(work.resolve(file))) {
                throw new FetchException("what was fetched has no " + file);
            }
            Path target = root.resolve(entry);
            Folders.delete(target);
            Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
            return target.resolve(file);
        } finally {
            Folders.deleteQuietly(work);
            forget(hook);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This process ends: the hook runs.
            return;
        }
    }

    /// Whoever holds the entry's lock is the only one that fills it: other folders are of processes that are no more.
    private void deleteLeftovers(String entry) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(root, entry + ".part-*")) {
            parts.forEach(Folders::deleteQuietly);
        }
    }
}
