package dev.touchstone.exec.engines;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.table.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One engine's native library: found once, then remembered. Thread-safe.
public final class Engine {
    private final String name;
    private final List<String> goodVersions;
    private final String pinned;
    private final List<String> capabilities;
    private final VersionProbe probe;
    private final Settings settings;
    private final Pip pip;
    private final Maven maven;
    private @Nullable Library found;
    private @Nullable EngineMissingException missing;

    Engine(Row row, Settings settings, Pip pip, Maven maven) {
        if (row.columns().size() != 4) {
            throw row.wrong("an engine has four columns");
        }
        this.name = row.column(0);
        this.goodVersions = List.of(row.column(1).split("\\s+"));
        this.pinned = row.column(2);
        this.capabilities =
                Arrays.stream(row.column(3).split(";")).map(String::strip).toList();
        this.probe = VersionProbe.of(name);
        this.settings = settings;
        this.pip = pip;
        this.maven = maven;
    }

    public String name() {
        return name;
    }

    /// Whether there is a package of it for this host.
    public boolean isPackaged() {
        return !packages().isEmpty();
    }

    /// The library, fetched if need be.
    ///
    /// @throws EngineMissingException if it can't be had: why, and what mends that
    public synchronized Library require() throws EngineMissingException {
        if (missing != null) {
            throw missing;
        }
        if (found == null) {
            try {
                found = resolve();
            } catch (EngineMissingException e) {
                missing = e;
                throw e;
            }
        }
        return found;
    }

    /// What [#require()] says, as data.
    public EngineReport report() {
        try {
            Library l = require();
            return new EngineReport(name, l.version(), l.source(), l.path().toString(), capabilities, null, "");
        } catch (EngineMissingException e) {
            return new EngineReport(name, pinned, "", null, capabilities, e.reason(), e.remedy());
        }
    }

    private Library resolve() throws EngineMissingException {
        String explicit = settings.get(name + ".library");
        if (explicit != null) {
            return explicit(Path.of(explicit));
        }
        Set<Source> allowed = sources();
        List<String> notes = new ArrayList<>();
        if (allowed.contains(Source.SYSTEM)) {
            for (Path path : SystemLibraries.candidates(name, settings.host())) {
                Library library = good(path, Source.SYSTEM.key(), notes);
                if (library != null) {
                    return library;
                }
            }
        }
        List<Package> packages = packages();
        if (packages.isEmpty()) {
            throw missing("none is packaged for " + settings.host().key(), notes, setIt());
        }
        for (Package source : packages) {
            if (allowed.contains(source.source())) {
                return fetched(source, notes);
            }
        }
        throw missing(
                "touchstone." + name + ".sources leaves only " + Source.keys(allowed),
                notes,
                "let it come from "
                        + packages.stream().map(p -> p.source().key()).collect(Collectors.joining(" or ")));
    }

    private Set<Source> sources() throws EngineMissingException {
        try {
            return settings.sources(name);
        } catch (IllegalArgumentException e) {
            throw missing(
                    "touchstone." + name + ".sources: " + message(e),
                    List.of(),
                    "set it to some of these, or not at all");
        }
    }

    private Library explicit(Path path) throws EngineMissingException {
        if (!Files.isRegularFile(path)) {
            throw missing("touchstone." + name + ".library names " + path + ", which is no file", List.of(), setIt());
        }
        try {
            return new Library(name, probe.version(path), "property", path.toAbsolutePath());
        } catch (FetchException e) {
            throw missing(message(e), List.of(), setIt());
        }
    }

    private Library fetched(Package source, List<String> notes) throws EngineMissingException {
        Cache cache = new Cache(settings.cache(), settings.progress());
        Path cached = cache.find(source.entry(), source.file());
        if (cached != null) {
            Library library = good(cached, "cache", notes);
            if (library != null) {
                return library;
            }
            throw missing("the cached library is not usable", notes, "delete " + cached.getParent());
        }
        if (source.onlyAsked() && !settings.is(name + ".fetch", false)) {
            throw missing(
                    "the package for this host is very large and is fetched only when asked for",
                    notes,
                    "set -Dtouchstone." + name + ".fetch=true");
        }
        if (settings.offline()) {
            throw missing("it is not in the cache, and nothing is fetched offline", notes, source.command());
        }
        try {
            settings.progress().accept("touchstone: fetching " + source.title() + " into " + settings.cache());
            Path path = cache.get(source.entry(), source.file(), source::fill);
            settings.progress().accept("touchstone: " + name + " " + pinned + " is in the cache");
            Library library = good(path, source.source().key(), notes);
            if (library != null) {
                return library;
            }
            throw missing("the fetched library is not usable", notes, setIt());
        } catch (FetchException e) {
            throw missing(message(e), notes, "run: " + source.command() + " (it says more), or " + setIt());
        } catch (IOException e) {
            throw missing(
                    "the cache " + settings.cache() + " can't be written: " + e,
                    notes,
                    "set TOUCHSTONE_CACHE to a folder that can be written");
        }
    }

    private @Nullable Library good(Path path, String source, List<String> notes) {
        try {
            String version = probe.version(path);
            if (goodVersions.stream().anyMatch(v -> fits(v, version))) {
                // Keystone tells no third number; of what we fetched we know it.
                boolean ours = !source.equals(Source.SYSTEM.key()) && pinned.startsWith(version + ".");
                return new Library(name, ours ? pinned : version, source, path);
            }
            notes.add(path + " is " + version + ", known to be good: " + String.join(" ", goodVersions));
        } catch (FetchException e) {
            notes.add(message(e));
        }
        return null;
    }

    private static boolean fits(String glob, String version) {
        return glob.endsWith("*") ? version.startsWith(glob.substring(0, glob.length() - 1)) : version.equals(glob);
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private String setIt() {
        return "set -Dtouchstone." + name + ".library=PATH to a library of version " + pinned;
    }

    private EngineMissingException missing(String reason, List<String> notes, String remedy) {
        return new EngineMissingException(
                name, notes.isEmpty() ? reason : reason + " (" + String.join("; ", notes) + ")", remedy);
    }

    /// Where a library is fetched from.
    private interface Package {
        Source source();

        String entry();

        String file();

        String title();

        String command();

        boolean onlyAsked();

        void fill(Path folder) throws IOException, FetchException;
    }

    /// What is packaged for this host, the better first.
    private List<Package> packages() {
        List<Package> packages = new ArrayList<>();
        Wheel.of(name, settings.host()).map(WheelPackage::new).ifPresent(packages::add);
        MavenArtifact.of(name, settings.host()).map(JarPackage::new).ifPresent(packages::add);
        return packages;
    }

    private final class WheelPackage implements Package {
        private final Wheel wheel;

        WheelPackage(Wheel wheel) {
            this.wheel = wheel;
        }

        @Override
        public Source source() {
            return Source.WHEEL;
        }

        @Override
        public String entry() {
            return name + "-" + wheel.version() + "-" + wheel.host();
        }

        @Override
        public String file() {
            return wheel.libraryName();
        }

        @Override
        public String title() {
            return "the wheel " + wheel.file();
        }

        @Override
        public String command() {
            return Pip.command(wheel, Path.of("."));
        }

        @Override
        public boolean onlyAsked() {
            return false;
        }

        @Override
        public void fill(Path folder) throws IOException, FetchException {
            Path archive = pip.fetch(wheel, folder);
            Archive.extract(archive, wheel.member(), folder.resolve(file()));
            Files.delete(archive);
        }
    }

    private final class JarPackage implements Package {
        private final MavenArtifact artifact;

        JarPackage(MavenArtifact artifact) {
            this.artifact = artifact;
        }

        @Override
        public Source source() {
            return Source.MAVEN;
        }

        @Override
        public String entry() {
            return name + "-" + artifact.version() + "-" + artifact.host();
        }

        @Override
        public String file() {
            return artifact.libraryName();
        }

        @Override
        public String title() {
            return artifact.coordinates() + " (more than 100 MB)";
        }

        @Override
        public String command() {
            return Maven.command(artifact, Path.of("."));
        }

        @Override
        public boolean onlyAsked() {
            return artifact.onlyAsked();
        }

        @Override
        public void fill(Path folder) throws IOException, FetchException {
            Path archive = maven.fetch(artifact, folder);
            artifact.unpack(archive, folder);
            Files.delete(archive);
            Folders.delete(folder.resolve("repository"));
        }
    }
}
