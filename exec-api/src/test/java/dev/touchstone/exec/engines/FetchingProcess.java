package dev.touchstone.exec.engines;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Another process that fills an entry of a cache, by a package client that hangs.
final class FetchingProcess {
    static final String ENTRY = "engine-1";

    private FetchingProcess() {}

    /// Starts it; the client's process id comes to be in the file `pid`.
    static Process start(Path cache, Path pid) throws Exception {
        List<String> way = FakeMaven.way(cache.toString(), pid.toString());
        way.set(way.size() - 3, FetchingProcess.class.getName());
        String classes =
                Cache.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        int path = way.indexOf("-cp") + 1;
        way.set(path, way.get(path) + java.io.File.pathSeparator + classes);
        return new ProcessBuilder(way).inheritIO().start();
    }

    public static void main(String[] arguments) throws Exception {
        new Cache(Path.of(arguments[0]), line -> {})
                .get(
                        ENTRY,
                        "lib.so",
                        folder -> Command.run(FakeMaven.way("hangs", arguments[1]), folder, Duration.ofMinutes(1)));
    }
}
