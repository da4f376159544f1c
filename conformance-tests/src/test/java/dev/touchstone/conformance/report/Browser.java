package dev.touchstone.conformance.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.touchstone.conformance.Plugins;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/// Chromium without a window.
final class Browser {
    private static final long PATIENCE = 180;

    private final Path program;
    private final Path folder;

    private Browser(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /// The browser; without one the test is skipped, or fails where toolchains are required.
    ///
    /// @param folder for its files
    static Browser find(Path folder) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
            for (String place : path.split(File.pathSeparator, -1)) {
                Path program = Path.of(place, name);
                if (!place.isEmpty() && Files.isExecutable(program)) {
                    return new Browser(program, folder);
                }
            }
        }
        String message = "no Chromium to open the report in; on Debian: apt-get install chromium";
        return Plugins.areToolchainsRequired() ? fail(message) : abort(message);
    }

    /// What became of a page.
    ///
    /// @param dom after its scripts ran
    /// @param console what its scripts said or failed with
    record Shown(String dom, List<String> console, BufferedImage picture) {
        /// Luminance of the page's lower left corner, 0 to 255.
        int luminance() {
            int colour = picture.getRGB(2, picture.getHeight() - 3);
            return ((colour >> 16 & 0xFF) * 2 + (colour >> 8 & 0xFF) * 5 + (colour & 0xFF)) / 8;
        }

        long colours() {
            return Arrays.stream(
                            picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
                    .distinct()
                    .count();
        }
    }

    /// Opens a page from disk.
    Shown open(Path page, boolean dark) throws IOException, InterruptedException {
        Path dom = folder.resolve("dom");
        Path log = folder.resolve("log");
        Path picture = folder.resolve("picture.png");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox", // our own page, and containers run as root
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--enable-logging=stderr",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--window-size=1000,800",
                        "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
                        "--screenshot=" + picture,
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            fail("no page after " + PATIENCE + " s: " + page);
        }
        String said = Files.readString(log, StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), said);
        assertTrue(Files.exists(picture), said);
        return new Shown(
                Files.readString(dom, StandardCharsets.UTF_8),
                said.lines().filter(line -> line.contains(":CONSOLE")).toList(),
                ImageIO.read(picture.toFile()));
    }
}
