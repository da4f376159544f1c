package dev.touchstone.exec.engines;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known about one native library: where it was found, or why it was not.
///
/// @param name as in `unicorn`
/// @param version that was found, or the pinned one if none was
/// @param source which way it was found, for people: as [Library#source()]; empty if missing
/// @param path of the library, or null if missing
/// @param capabilities what it can do, for people
/// @param missing why it can't be had, or null if it can
/// @param remedy the command that mends it, empty if nothing is missing
public record EngineReport(
        String name,
        String version,
        String source,
        @Nullable String path,
        List<String> capabilities,
        @Nullable String missing,
        String remedy) {
    public boolean available() {
        return missing == null;
    }
}
