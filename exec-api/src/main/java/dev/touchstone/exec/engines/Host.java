package dev.touchstone.exec.engines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The kind of machine that we run on.
///
/// @param os `linux`, `linux-musl`, `macos`, `windows`, or what the JVM calls it
/// @param arch `x86_64`, `aarch64`, or what the JVM calls it
public record Host(String os, String arch) {
    /// The host of this JVM; under binary translation that is what the JVM was built for.
    public static Host current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""), isMusl());
    }

    static Host of(String osName, String osArch, boolean musl) {
        String name = osName.toLowerCase(Locale.ROOT);
        String os = name.startsWith("linux")
                ? musl ? "linux-musl" : "linux"
                : name.startsWith("mac") ? "macos" : name.startsWith("windows") ? "windows" : name;
        String machine = osArch.toLowerCase(Locale.ROOT);
        String arch = switch (machine) {
            case "amd64", "x86-64", "x86_64" -> "x86_64";
            case "arm64", "aarch64" -> "aarch64";
            default -> machine;
        };
        return new Host(os, arch);
    }

    /// As the tables name it: `linux-x86_64`.
    public String key() {
        return os + "-" + arch;
    }

    public boolean isWindows() {
        return os.equals("windows");
    }

    public boolean isMac() {
        return os.equals("macos");
    }

    private static boolean isMusl() {
        return !Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))
                && (Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))
                        || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1")));
    }
}
