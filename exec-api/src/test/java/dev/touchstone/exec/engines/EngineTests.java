package dev.touchstone.exec.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;
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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Execution(ExecutionMode.CONCURRENT) // most of the time goes into waiting for clients
class EngineTests {
    private static final List<List<String>> NO_WAY = List.of(List.of("touchstone-no-such-program"));
    private static final Host LINUX = new Host("linux", "x86_64");

    @TempDir
    private Path cache;

    private final Properties properties = new Properties();
    private final List<String> progress = new ArrayList<>();

    private Engine engine(String name, Host host, List<List<String>> pip) {
        return engine(name, host, new Clients(new Pip(pip), new Maven(NO_WAY), new Npm(NO_WAY)));
    }

    private Engine engine(String name, Host host, Clients clients) {
        properties.setProperty("touchstone.cache", cache.toString());
        properties.putIfAbsent("touchstone." + name + ".sources", "wheel,maven,npm");
        Settings settings = new Settings(properties, Map.of(), host, progress::add);
        return new Engines(settings, clients).get(name);
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
        EngineMissingException e = missing(engine("unicorn", LINUX, List.of(FakeClient.way("fail"))));
        assertEquals("touchstone.unicorn.sources leaves only maven", e.reason());
        assertEquals("let it come from wheel", e.remedy());
        assertEquals(List.of(), progress);
    }

    @Test
    void aSourceThatIsNoneIsSaid() {
        properties.setProperty("touchstone.llvm.sources", "system, apt");
        EngineMissingException e = missing(engine("llvm", LINUX, NO_WAY));
        assertEquals("touchstone.llvm.sources: no source \"apt\"; there are system,wheel,maven,npm", e.reason());
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
        EngineMissingException e = missing(engine("keystone", LINUX, List.of(FakeClient.way("fail"))));
        assertTrue(e.reason().contains("No matching distribution found"), e.reason());
        assertEquals(List.of(), left());
        assertEquals(1, progress.size(), progress.toString());
    }

    @Test
    void aWheelOfAnotherNameIsNotUsed() {
        EngineMissingException e = missing(engine("keystone", LINUX, List.of(FakeClient.way("other-name"))));
        assertTrue(e.reason().contains("it brought another file than keystone_engine-0.9.2"), e.reason());
    }

    @Test
    void aWheelWithOtherBytesIsNotUsed() throws IOException {
        Wheel wheel = Wheel.of("unicorn", LINUX).orElseThrow();
        List<String> way = FakeClient.way("other-bytes", wheel.file());
        EngineMissingException e = missing(engine("unicorn", LINUX, List.of(way)));
        assertTrue(e.reason().contains("it must have " + wheel.sha256() + ": not used"), e.reason());
        assertEquals(List.of(), left());
    }

    @Test
    void offlineNothingIsFetched() {
        properties.setProperty("touchstone.offline", "true");
        EngineMissingException e = missing(engine("unicorn", LINUX, List.of(FakeClient.way("fail"))));
        assertTrue(e.reason().contains("nothing is fetched offline"), e.reason());
        assertEquals(List.of(), progress);
    }

    @Test
    void aHostWithoutAPackageIsSaid() {
        EngineMissingException e = missing(engine("unicorn", new Host("linux", "riscv64"), NO_WAY));
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

    private static EngineMissingException missing(Engine engine, Isa isa) {
        return assertThrows(EngineMissingException.class, () -> engine.require(isa));
    }

    /// Where no package client is, each of them is named, and what it would run.
    @ParameterizedTest
    @CsvSource({"X86_64, npm pack, mvn", "T32, mvn, npm pack"})
    void withoutAnyClientEachFallbackHasItsRemedy(Isa isa, String has, String hasNot) {
        EngineMissingException e = missing(engine("keystone", LINUX, NO_WAY), isa);
        assertTrue(e.reason().startsWith("no pip here to fetch the wheel keystone_engine"), e.reason());
        assertTrue(e.remedy().contains("install Python with pip, which is then run as: python3 -m pip"), e.remedy());
        assertTrue(e.remedy().contains(has), e.remedy());
        assertFalse(e.remedy().contains(hasNot), e.remedy());
        assertTrue(e.remedy().contains("touchstone.keystone.library"), e.remedy());
    }

    @Test
    void aHostWithoutAWheelHasTheFallbacksOfItsSets() {
        Host mac = new Host("macos", "aarch64");
        assertTrue(missing(engine("keystone", mac, NO_WAY), Isa.X86_32)
                .reason()
                .startsWith("no npm here to fetch @alexaltea/keystone-js@0.9.2"));
        assertTrue(missing(engine("keystone", mac, NO_WAY), Isa.A64)
                .reason()
                .startsWith("no Maven here to fetch com.github.zhkl0228:keystone:0.9.7:jar"));
        EngineMissingException none = missing(engine("keystone", new Host("linux", "riscv64"), NO_WAY), Isa.A32);
        assertEquals("none is packaged for linux-riscv64 and a32", none.reason());
    }

    @Test
    void aWheelThatFailsOnceIsNotTriedForEachSet() {
        Engine keystone = engine("keystone", LINUX, List.of(FakeClient.way("fail")));
        for (Isa isa : Isa.values()) {
            missing(keystone, isa);
        }
        assertEquals(
                1,
                progress.stream()
                        .filter(line -> line.contains("fetching the wheel"))
                        .count(),
                progress.toString());
    }

    @Test
    void whatComesInAFallbackWithOtherBytesIsNotUsed() throws IOException {
        Clients clients = new Clients(
                new Pip(NO_WAY),
                new Maven(List.of(FakeClient.way("other-bytes", "keystone-0.9.7.jar"))),
                new Npm(List.of(FakeClient.way("other-bytes", "alexaltea-keystone-js-0.9.2.tgz"))));
        Engine keystone = engine("keystone", LINUX, clients);
        for (Isa isa : List.of(Isa.X86_64, Isa.A64)) {
            EngineMissingException e = missing(keystone, isa);
            assertTrue(e.reason().contains("it must have "), e.reason());
        }
        assertEquals(List.of(), left());
    }

    @Test
    void whatNpmSaysIsSaid() {
        properties.setProperty("touchstone.keystone.sources", "npm");
        Clients failing = new Clients(new Pip(NO_WAY), new Maven(NO_WAY), new Npm(List.of(FakeClient.way("fail"))));
        EngineMissingException e = missing(engine("keystone", LINUX, failing), Isa.X86_64);
        assertTrue(e.reason().startsWith("npm could not fetch @alexaltea/keystone-js@0.9.2"), e.reason());
        assertTrue(e.reason().contains("No matching distribution found"), e.reason());
        EngineMissingException arm = missing(engine("keystone", LINUX, failing), Isa.A64);
        assertEquals("touchstone.keystone.sources leaves only npm", arm.reason());
        assertEquals("let it come from wheel or maven", arm.remedy());
    }

    /// Of what is in the cache the better is taken, and a fallback in the cache goes before a wheel on the net.
    @Test
    void aCachedFallbackIsTakenBeforeAnythingIsFetched() throws IOException, EngineMissingException {
        Path entry = Files.createDirectories(cache.resolve("keystone-0.9.2-npm"));
        Path module = Files.write(entry.resolve("keystone.wasm"), new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
        Library library =
                engine("keystone", LINUX, List.of(FakeClient.way("fail"))).require(Isa.X86_64);
        assertEquals(new Library("keystone", "0.9.2", "npm, cached", module), library);
        assertTrue(library.isWasm());
        assertEquals(List.of(), progress);
    }

    /// What a fresh machine does that has no wheel: one fallback for Arm, another for x86.
    @Test
    @Tag("fetch")
    void aFreshCacheIsFilledWithTheFallbacks() throws EngineMissingException {
        Host host = Host.current();
        Assumptions.assumeTrue(
                MavenArtifact.of("keystone", host).isPresent(), "no Keystone is packaged for Arm and this host");
        Clients real = Clients.of(new Settings(properties, Map.of(), host, progress::add));
        List<List<String>> npm = Npm.ways(new Settings(properties, Map.of(), host, progress::add));
        Assumptions.assumeTrue(npm.stream().anyMatch(EngineTests::works), "no npm on this machine");
        properties.setProperty("touchstone.keystone.sources", "maven,npm");
        Engine keystone = engine("keystone", host, real);

        Library x86 = keystone.require(Isa.X86_64);
        assertEquals("npm", x86.source());
        assertEquals("0.9.2", x86.version());
        assertTrue(VersionProbe.isWasm(x86.path()));
        assertEquals(x86, keystone.require(Isa.X86_32));

        Library arm = keystone.require(Isa.A64);
        assertEquals("maven", arm.source());
        assertEquals("0.9.7", arm.version());
        assertEquals(arm, keystone.require(Isa.T32));

        Engine again = engine("keystone", host, new Clients(new Pip(NO_WAY), new Maven(NO_WAY), new Npm(NO_WAY)));
        assertEquals("npm, cached", again.require(Isa.X86_64).source());
        assertEquals("maven, cached", again.require(Isa.A32).source());
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
        assertEquals("wheel, cached", again.source());
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
