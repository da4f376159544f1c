package dev.touchstone.exec.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTests {
    private static Settings settings(String os, Map<String, String> environment, Map<String, String> properties) {
        Properties p = new Properties();
        p.setProperty("user.home", "/home/u");
        p.putAll(properties);
        return new Settings(p, environment, new Host(os, "x86_64"), line -> {});
    }

    @Test
    void eachSystemHasItsOwnCacheFolder() {
        assertEquals(
                Path.of("/home/u/.cache/touchstone"),
                settings("linux", Map.of(), Map.of()).cache());
        assertEquals(
                Path.of("/x/touchstone"),
                settings("linux", Map.of("XDG_CACHE_HOME", "/x"), Map.of()).cache());
        assertEquals(
                Path.of("/home/u/Library/Caches/touchstone"),
                settings("macos", Map.of(), Map.of()).cache());
        assertEquals(
                Path.of("/local/touchstone"),
                settings("windows", Map.of("LOCALAPPDATA", "/local"), Map.of()).cache());
    }

    @Test
    void aPropertyGoesBeforeTheEnvironment() {
        Map<String, String> environment = Map.of("TOUCHSTONE_CACHE", "/e", "TOUCHSTONE_UNICORN_LIBRARY", "/l");
        assertEquals(Path.of("/e"), settings("linux", environment, Map.of()).cache());
        Settings both = settings("linux", environment, Map.of("touchstone.cache", "/p"));
        assertEquals(Path.of("/p"), both.cache());
        assertEquals("/l", both.get("unicorn.library"));
        assertTrue(
                settings("linux", Map.of("TOUCHSTONE_OFFLINE", "1"), Map.of()).offline());
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, false, linux-x86_64",
        "Linux, aarch64, false, linux-aarch64",
        "Linux, amd64, true, linux-musl-x86_64",
        "Mac OS X, aarch64, false, macos-aarch64",
        "Windows 11, amd64, false, windows-x86_64",
    })
    void hostsHaveOneNameEach(String os, String arch, boolean musl, String key) {
        assertEquals(key, Host.of(os, arch, musl).key());
    }

    @ParameterizedTest
    @CsvSource({"linux, x86_64", "linux, aarch64", "macos, x86_64", "macos, aarch64", "windows, x86_64"})
    void everyUsualHostHasAUnicorn(String os, String arch) {
        assertEquals(
                "2.1.4", Wheel.of("unicorn", new Host(os, arch)).orElseThrow().version());
    }
}
