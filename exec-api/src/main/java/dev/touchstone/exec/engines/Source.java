package dev.touchstone.exec.engines;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// A kind of place that libraries come from. Installed ones are tried first, packages in the order of
/// `packages.table`.
enum Source {
    /// Installed on this machine.
    SYSTEM,
    /// A wheel of the Python package index, in the cache or fetched into it.
    WHEEL,
    /// A jar of the Maven repository, in the cache or fetched into it.
    MAVEN,
    /// A package of npm's registry, in the cache or fetched into it.
    NPM;

    /// As settings and reports name it.
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The sources of a list, separated by commas.
    ///
    /// @throws IllegalArgumentException if a name is none; the message lists all
    static Set<Source> list(String names) {
        Set<Source> sources = EnumSet.noneOf(Source.class);
        for (String name : names.split(",")) {
            sources.add(of(name.strip()));
        }
        return sources;
    }

    /// The source of that name.
    ///
    /// @throws IllegalArgumentException if there is none; the message lists all
    static Source of(String name) {
        return Arrays.stream(values())
                .filter(s -> s.key().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no source \"" + name + "\"; there are " + keys(EnumSet.allOf(Source.class))));
    }

    static String keys(Set<Source> sources) {
        return sources.stream().map(Source::key).collect(Collectors.joining(","));
    }
}
