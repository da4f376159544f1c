package dev.touchstone.exec.engines;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/// Says now and then how much there is of what a package client fetches: clients that are no one's foreground say
/// nothing by themselves.
final class FetchProgress implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final long MEGABYTE = 1_000_000;

    private final Path folder;
    private final Consumer<String> progress;
    private final Duration every;
    private final long began = System.nanoTime();
    private final Thread thread = Thread.ofVirtual().unstarted(this::watch);

    FetchProgress(Path folder, Consumer<String> progress) {
        this(folder, progress, EVERY);
    }

    FetchProgress(Path folder, Consumer<String> progress, Duration every) {
        this.folder = folder;
        this.progress = progress;
        this.every = every;
    }

    void start() {
        thread.start();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(every);
                long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
                progress.accept(
                        "touchstone: " + Folders.size(folder) / MEGABYTE + " MB so far, after " + seconds + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
