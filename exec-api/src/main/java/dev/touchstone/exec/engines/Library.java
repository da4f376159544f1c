package dev.touchstone.exec.engines;

import java.nio.file.Path;

/// A native library that was found.
///
/// @param engine as in `unicorn`
/// @param version as the library itself says
/// @param source which way it was found: `property`, `system`, `cache`, `wheel`, `maven`
public record Library(String engine, String version, String source, Path path) {
    /// For people: version, source and path.
    public String describe() {
        return engine + " " + version + " (" + source + ": " + path + ")";
    }
}
