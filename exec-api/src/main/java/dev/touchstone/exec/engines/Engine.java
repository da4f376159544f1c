package dev.touchstone.exec.engines;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One engine's library: found once for each set, then remembered. Thread-safe.
public final class Engine {
    private static final Set<Isa> ALL_SETS = EnumSet.allOf(Isa.class);

    /// What came of looking for a library: itself, or why there is none and what mends that.
    private record Found(@Nullable Library library, String reason, String remedy) {
        static Found none(String reason, String remedy) {
            return new Found(null, reason, remedy);
        }
    }

    private final String name;
    private final List<String> goodVersions;
    private final String pinned;
    private final List<String> capabilities;
    private final VersionProbe probe;
    private final Settings settings;
    private final Cache cache;
    private final List<Offer> offers;
    private final Map<Set<Isa>, Found> found = new HashMap<>();
    private final Map<EnginePackage, Found> tried = new HashMap<>();

    Engine(Row row, Settings settings, Clients clients) {
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
        this.cache = new Cache(settings.cache(), settings.progress());
        this.offers = Offer.of(name, settings.host(), clients);
    }

    public String name() {
        return name;
    }

    /// Whether there is a package of it for this host.
    public boolean isPackaged() {
        return !offers.isEmpty();
    }

    /// The library that serves all sets, fetched if need be.
    ///
    /// @throws EngineMissingException if it can't be had: why, and what mends that
    public Library require() throws EngineMissingException {
        return require(ALL_SETS);
    }

    /// The library that serves a set, fetched if need be; another set may have another.
    ///
    /// @throws EngineMissingException if it can't be had: why, and what mends that
    public Library require(Isa isa) throws EngineMissingException {
        return require(EnumSet.of(isa));
    }

    private synchronized Library require(Set<Isa> sets) throws EngineMissingException {
        Found f = found.get(sets);
        if (f == null) {
            f = resolve(sets);
            found.put(sets, f);
        }
        if (f.library == null) {
            throw new EngineMissingException(name, f.reason, f.remedy);
        }
        return f.library;
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

    private Found resolve(Set<Isa> sets) {
        String explicit = settings.get(name + ".library");
        if (explicit != null) {
            return explicit(Path.of(explicit));
        }
        Set<Source> allowed;
        try {
            allowed = settings.sources(name);
        } catch (IllegalArgumentException e) {
            return Found.none(
                    "touchstone." + name + ".sources: " + message(e), "set it to some of these, or not at all");
        }
        List<String> notes = new ArrayList<>();
        if (allowed.contains(Source.SYSTEM)) {
            for (Path path : SystemLibraries.candidates(name, settings.host())) {
                Library library = good(path, null, notes);
                if (library != null) {
                    return new Found(library, "", "");
                }
            }
        }
        Found fetched = packaged(sets, allowed);
        return fetched.library != null || notes.isEmpty()
                ? fetched
                : Found.none(withNotes(fetched.reason, notes), fetched.remedy);
    }

    private Found explicit(Path path) {
        if (!Files.isRegularFile(path)) {
            return Found.none("touchstone." + name + ".library names " + path + ", which is no file", setIt());
        }
        try {
            return new Found(new Library(name, probe.version(path), "property", path.toAbsolutePath()), "", "");
        } catch (FetchException e) {
            return Found.none(message(e), setIt());
        }
    }

    /// Takes the first package that is in the cache, else the first that can be fetched.
    private Found packaged(Set<Isa> sets, Set<Source> allowed) {
        List<EnginePackage> packages = offers.stream()
                .filter(offer -> offer.sets().containsAll(sets))
                .map(Offer::content)
                .toList();
        if (packages.isEmpty()) {
            String of = sets.equals(ALL_SETS)
                    ? ""
                    : sets.stream().map(Isa::label).collect(Collectors.joining(", ", " and ", ""));
            return Found.none("none is packaged for " + settings.host().key() + of, setIt());
        }
        List<EnginePackage> taken =
                packages.stream().filter(p -> allowed.contains(p.source())).toList();
        if (taken.isEmpty()) {
            return Found.none(
                    "touchstone." + name + ".sources leaves only " + Source.keys(allowed),
                    "let it come from "
                            + packages.stream().map(p -> p.source().key()).collect(Collectors.joining(" or ")));
        }
        for (EnginePackage p : taken) {
            Path path = cache.find(p.entry(), p.file());
            if (path != null) {
                Found f = tried.computeIfAbsent(p, q -> cached(q, path));
                if (f.library != null) {
                    return f;
                }
            }
        }
        return fetchFirst(taken);
    }

    private Found cached(EnginePackage p, Path path) {
        List<String> notes = new ArrayList<>();
        Library library = good(path, p, notes);
        return library != null
                ? new Found(new Library(name, library.version(), library.source() + ", cached", path), "", "")
                : Found.none(withNotes("the cached library is not usable", notes), "delete " + path.getParent());
    }

    private Found fetchFirst(List<EnginePackage> packages) {
        List<Found> failures = new ArrayList<>();
        for (EnginePackage p : packages) {
            boolean again = tried.containsKey(p);
            Found f = tried.computeIfAbsent(p, this::fetch);
            if (f.library != null) {
                return f;
            }
            if (!again && packages.size() > 1) {
                settings.progress().accept("touchstone: " + name + ": " + f.reason);
            }
            failures.add(f);
        }
        return Found.none(
                failures.stream().map(Found::reason).collect(Collectors.joining("; ")),
                failures.stream().map(Found::remedy).distinct().collect(Collectors.joining("; or "))
                        + (failures.size() > 1 ? "; or " + setIt() : ""));
    }

    private Found fetch(EnginePackage p) {
        if (p.onlyAsked() && !settings.is(name + ".fetch", false)) {
            return Found.none(
                    "the package for this host is very large and is fetched only when asked for",
                    "set -Dtouchstone." + name + ".fetch=true");
        }
        if (settings.offline()) {
            return Found.none(p.title() + " is not in the cache, and nothing is fetched offline", p.command());
        }
        try {
            settings.progress().accept("touchstone: fetching " + p.title() + " into " + settings.cache());
            Path path = cache.get(p.entry(), p.file(), p::fill);
            settings.progress().accept("touchstone: " + name + " " + p.version() + " is in the cache");
            List<String> notes = new ArrayList<>();
            Library library = good(path, p, notes);
            return library != null
                    ? new Found(library, "", "")
                    : Found.none(withNotes("the fetched library is not usable", notes), setIt());
        } catch (FetchException e) {
            return Found.none(
                    message(e),
                    e.toInstall().isEmpty()
                            ? "run: " + p.command() + " (it says more)"
                            : "install " + e.toInstall() + ", which is then run as: " + p.command());
        } catch (IOException e) {
            return Found.none(
                    "the cache " + settings.cache() + " can't be written: " + e,
                    "set TOUCHSTONE_CACHE to a folder that can be written");
        }
    }

    /// A library of a version that is known to be good.
    ///
    /// @param origin the package that holds it; null if it's an installed one
    private @Nullable Library good(Path path, @Nullable EnginePackage origin, List<String> notes) {
        try {
            String version = version(path, origin);
            if (goodVersions.stream().anyMatch(v -> fits(v, version))) {
                String source = (origin == null ? Source.SYSTEM : origin.source()).key();
                // Keystone tells no third number; of what we fetched we know it.
                String known =
                        origin != null && origin.version().startsWith(version + ".") ? origin.version() : version;
                return new Library(name, known, source, path);
            }
            notes.add(path + " is " + version + ", known to be good: " + String.join(" ", goodVersions));
        } catch (FetchException e) {
            notes.add(message(e));
        }
        return null;
    }

    /// A WebAssembly module can't be asked here; that it's the pinned one is all that we know.
    private String version(Path path, @Nullable EnginePackage origin) throws FetchException {
        return origin != null && VersionProbe.isWasm(path) ? origin.version() : probe.version(path);
    }

    private static boolean fits(String glob, String version) {
        return glob.endsWith("*") ? version.startsWith(glob.substring(0, glob.length() - 1)) : version.equals(glob);
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private static String withNotes(String reason, List<String> notes) {
        return notes.isEmpty() ? reason : reason + " (" + String.join("; ", notes) + ")";
    }

    private String setIt() {
        return "set -Dtouchstone." + name + ".library=PATH to a library of version " + pinned;
    }
}
