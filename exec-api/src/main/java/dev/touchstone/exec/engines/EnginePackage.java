package dev.touchstone.exec.engines;

import java.io.IOException;
import java.nio.file.Path;

/// A pinned package that holds an engine's library for this host.
interface EnginePackage {
    Source source();

    /// The library's version, as far as the package tells it.
    String version();

    /// The cache's entry for it.
    String entry();

    /// The library's file in that entry.
    String file();

    /// For people, with its size if it is large.
    String title();

    /// The command that fetches it, for people.
    String command();

    /// Whether it is so large that it's fetched only when the user asks for it.
    default boolean onlyAsked() {
        return false;
    }

    /// Fetches it, checks it, and leaves [#file()] in the folder.
    void fill(Path folder) throws IOException, FetchException;
}
