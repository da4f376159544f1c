package dev.touchstone.exec.engines;

import java.nio.file.Path;

/// A library that was found: a native one, or a WebAssembly module.
///
/// @param engine as in `unicorn`
/// @param version as the library itself says
/// @param source which way it was found: `property`, `system`, `wheel`, `maven`, `npm`; with `, cached` if it was
///     in the cache already
public record Library(String engine, String version, String source, Path path) {
    /// Whether it is a WebAssembly module.
    public boolean isWasm() {
        return path.toString().endsWith(".wasm");
    }

    /// For people: version, source and path.
    public String describe() {
        return engine + " " + version + " (" + source + ": " + path + ")";
    }
}
