package dev.touchstone.exec.engines;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What decides where libraries come from.
///
/// Each setting is a system property or an environment variable, the property first:
///
/// | property | variable | meaning |
/// | --- | --- | --- |
/// | `touchstone.cache` | `TOUCHSTONE_CACHE` | the cache's folder |
/// | `touchstone.offline` | `TOUCHSTONE_OFFLINE` | fetch nothing (`true` or `1`) |
/// | `touchstone.NAME.library` | `TOUCHSTONE_NAME_LIBRARY` | the library of engine NAME, used and nothing else (of
/// `llvm-mc`: the
/// program) |
/// | `touchstone.NAME.sources` | `TOUCHSTONE_NAME_SOURCES` | the only places that engine NAME may come from: some of
/// `system`, `wheel`, `maven`, `npm`, separated by commas |
/// | `touchstone.llvm.interface` | `TOUCHSTONE_LLVM_INTERFACE` | `library`: LLVM's C interface; `llvm-mc`: its program;
/// unset:
/// the library, and the program on hosts for which none is packaged |
/// | `touchstone.llvm-mc.fetch` | `TOUCHSTONE_LLVM_MC_FETCH` | `true`: fetch LLVM's program also on Windows (904 MB) |
///
/// @param properties as [System#getProperties()]
/// @param environment as [System#getenv()]
/// @param progress gets a line of text before each long step
public record Settings(Properties properties, Map<String, String> environment, Host host, Consumer<String> progress) {
    /// Those of this process; progress goes to the standard error stream.
    public static Settings ofProcess() {
        PrintStream err = System.err;
        return new Settings(System.getProperties(), System.getenv(), Host.current(), line -> err.println(line));
    }

    /// A setting by its property's name without `touchstone.`, as in `unicorn.library`; null if it isn't set.
    public @Nullable String get(String name) {
        String property = properties.getProperty("touchstone." + name);
        if (property != null) {
            return property;
        }
        return environment.get("TOUCHSTONE_"
                + name.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_'));
    }

    boolean is(String name, boolean unset) {
        String value = get(name);
        return value == null ? unset : value.equalsIgnoreCase("true") || value.equals("1");
    }

    /// Where an engine may come from; all sources if that isn't set.
    ///
    /// @throws IllegalArgumentException if the setting names something else; the message lists all
    Set<Source> sources(String engine) {
        String set = get(engine + ".sources");
        return set == null ? EnumSet.allOf(Source.class) : Source.list(set);
    }

    boolean offline() {
        return is("offline", false);
    }

    /// The cache's folder; it may not exist yet.
    public Path cache() {
        String set = get("cache");
        if (set != null) {
            return Path.of(set).toAbsolutePath();
        }
        Path home = Path.of(properties.getProperty("user.home", "."));
        if (host.isWindows()) {
            String local = environment.get("LOCALAPPDATA");
            return (local == null ? home.resolve("AppData/Local") : Path.of(local)).resolve("touchstone");
        }
        if (host.isMac()) {
            return home.resolve("Library/Caches/touchstone");
        }
        String xdg = environment.get("XDG_CACHE_HOME");
        return (xdg == null || xdg.isEmpty() ? home.resolve(".cache") : Path.of(xdg)).resolve("touchstone");
    }
}
