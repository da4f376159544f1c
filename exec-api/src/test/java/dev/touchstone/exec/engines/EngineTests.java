package dev.touchstone.exec.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.exec.EngineMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTests {
    private static final List<List<String>> NO_WAY = List.of(List.of("touchstone-no-such-program"));
    private static final Host LINUX = new Host("linux", "x86_64");

    @TempDir
    private Path cache;

    private final Properties properties = new Properties();
    private final List<String> progress = new ArrayList<>();

    private Engine engine(String name, Host host, List<List<String>> pip) {
        properties.setProperty("touchstone.cache", cache.toString());
        properties.putIfAbsent("touchstone." + name + ".sources", "wheel,maven");
        Settings settings = new Settings(properties, Map.of(), host, progress::add);
        return new Engines(settings, new Pip(pip), new Maven(NO_WAY)).get(name);
    }

    private static EngineMissingException missing(Engine engine) {
        EngineMissingException e = assertThrows(EngineMissingException.class, engine::require);
        EngineReport report = engine.report();
        assertFalse(report.available());
        assertEquals(e.reason(), report.missing());
        assertEquals(e.remedy(), report.remedy());
        return e;
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> !f.endsWith(".lock"))
                    .toList();
        }
    }

    @Test
    void anExplicitLibraryThatIsNotThereIsSaid() {
        properties.setProperty(
                "touchstone.unicorn.library", cache.resolve("none.so").toString());
        EngineMissingException e = missing(engine("unicorn", LINUX, NO_WAY));
        assertTrue(e.reason().contains("touchstone.unicorn.library names"), e.reason());
        assertTrue(e.getMessage().startsWith("unicorn: "), e.getMessage());
    }

    @Test
    void anExplicitLibraryThatIsNoneIsSaid() throws IOException {
        Path text = Files.writeString(cache.resolve("text.so"), "no library");
        properties.setProperty("touchstone.unicorn.library", text.toString());
        EngineMissingException e = missing(engine("unicorn", LINUX, NO_WAY));
        assertTrue(e.reason().contains("no usable library of unicorn"), e.reason());
    }

    @Test
    void aSourceThatIsNotAllowedIsNotUsed() {
        properties.setProperty("touchstone.unicorn.sources", "maven");
        EngineMissingException e = missing(engine("unicorn", LINUX, List.of(FakePip.way("fail"))));
        assertEquals("touchstone.unicorn.sources leaves only maven", e.reason());
        assertEquals("let it come from wheel", e.remedy());
        assertEquals(List.of(), progress);
    }

    @Test
    void aSourceThatIsNoneIsSaid() {
        properties.setProperty("touchstone.llvm.sources", "system, apt");
        EngineMissingException e = missing(engine("llvm", LINUX, NO_WAY));
        assertEquals("touchstone.llvm.sources: no source \"apt\"; there are system,wheel,maven", e.reason());
    }

    @Test
    void withoutPipTheRemedyIsItsCommand() {
        EngineMissingException e = missing(engine("unicorn", LINUX, NO_WAY));
        assertTrue(e.reason().startsWith("no pip here"), e.reason());
        assertTrue(e.remedy().contains("pip download --no-deps --only-binary=:all:"), e.remedy());
        assertTrue(e.remedy().contains("unicorn==2.1.4"), e.remedy());
    }

    @Test
    void whatPipSaysIsSaid() throws IOException {
        EngineMissingException e = missing(engine("keystone", LINUX, List.of(FakePip.way("fail"))));
        assertTrue(e.reason().contains("No matching distribution found"), e.reason());
        assertEquals(List.of(), left());
        assertEquals(1, progress.size(), progress.toString());
    }

    @Test
    void aWheelOfAnotherNameIsNotUsed() {
        EngineMissingException e = missing(engine("keystone", LINUX, List.of(FakePip.way("other-name"))));
        assertTrue(e.reason().contains("it brought another file than keystone_engine-0.9.2"), e.reason());
    }

    @Test
    void aWheelWithOtherBytesIsNotUsed() throws IOException {
        Wheel wheel = Wheel.of("unicorn", LINUX).orElseThrow();
        List<String> way = new ArrayList<>(FakePip.way("other-bytes"));
        way.add("file=" + wheel.file());
        EngineMissingException e = missing(engine("unicorn", LINUX, List.of(way)));
        assertTrue(e.reason().contains("it must have " + wheel.sha256() + ": not used"), e.reason());
        assertEquals(List.of(), left());
    }

    @Test
    void offlineNothingIsFetched() {
        properties.setProperty("touchstone.offline", "true");
        EngineMissingException e = missing(engine("unicorn", LINUX, List.of(FakePip.way("fail"))));
        assertTrue(e.reason().contains("nothing is fetched offline"), e.reason());
        assertEquals(List.of(), progress);
    }

    @Test
    void aHostWithoutAPackageIsSaid() {
        EngineMissingException e = missing(engine("keystone", new Host("linux", "riscv64"), NO_WAY));
        assertTrue(e.reason().contains("none is packaged for linux-riscv64"), e.reason());
    }

    @Test
    void aVeryLargePackageIsFetchedOnlyWhenAskedFor() {
        Host windows = new Host("windows", "x86_64");
        assertFalse(engine("llvm", windows, NO_WAY).isPackaged());
        EngineMissingException unasked = missing(engine("llvm-mc", windows, NO_WAY));
        assertTrue(unasked.reason().contains("only when asked for"), unasked.reason());
        assertEquals("set -Dtouchstone.llvm-mc.fetch=true", unasked.remedy());
        assertEquals(List.of(), progress);
        properties.setProperty("touchstone.llvm-mc.fetch", "true");
        EngineMissingException asked = missing(engine("llvm-mc", windows, NO_WAY));
        assertTrue(asked.reason().contains("llvm:20.1.7-1.5.12:jar:windows-x86_64"), asked.reason());
    }

    @Test
    void withoutMavenTheRemedyIsItsCommand() {
        EngineMissingException e = missing(engine("llvm", LINUX, NO_WAY));
        assertTrue(e.reason().startsWith("no Maven here"), e.reason());
        assertTrue(e.remedy().contains("-Dartifact=org.bytedeco:llvm:20.1.7-1.5.12:jar:linux-x86_64"), e.remedy());
    }

    @Test
    void aCachedFileThatIsNoLibraryIsSaidWithWhatToDelete() throws IOException {
        Path entry = Files.createDirectories(cache.resolve("unicorn-2.1.4-linux-x86_64"));
        Files.writeString(entry.resolve("libunicorn.so.2"), "rubbish");
        EngineMissingException e = missing(engine("unicorn", LINUX, NO_WAY));
        assertEquals("delete " + entry, e.remedy());
    }

    /// The real thing: what a fresh machine does.
    @Test
    @Tag("fetch")
    void aFreshCacheIsFilledWithThePinnedWheelOnce() throws EngineMissingException {
        Host host = Host.current();
        Assumptions.assumeTrue(Wheel.of("keystone", host).isPresent(), "no wheel for this host");
        Assumptions.assumeTrue(
                Pip.WAYS.stream().anyMatch(EngineTests::works), "no pip on this machine: nothing to fetch with");
        Library fetched = engine("keystone", host, Pip.WAYS).require();
        assertEquals("wheel", fetched.source());
        assertEquals("0.9.2", fetched.version());
        assertTrue(fetched.path().startsWith(cache));
        assertTrue(progress.getFirst().contains("fetching the wheel keystone_engine-0.9.2"), progress.toString());

        Library again = engine("keystone", host, NO_WAY).require();
        assertEquals("cache", again.source());
        assertEquals(fetched.path(), again.path());
        EngineReport report = engine("keystone", host, NO_WAY).report();
        assertTrue(report.available());
        assertEquals(fetched.path().toString(), report.path());
    }

    private static boolean works(List<String> way) {
        List<String> command = new ArrayList<>(way);
        command.add("--version");
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
