package dev.touchstone.exec.engines;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// A kind of place that libraries come from; they are tried in this order.
enum Source {
    /// Installed on this machine.
    SYSTEM,
    /// A wheel of the Python package index, in the cache or fetched into it.
    WHEEL,
    /// A jar of the Maven repository, in the cache or fetched into it.
    MAVEN;

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
            sources.add(Arrays.stream(values())
                    .filter(s -> s.key().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no source \"" + name.strip() + "\"; there are " + keys(EnumSet.allOf(Source.class)))));
        }
        return sources;
    }

    static String keys(Set<Source> sources) {
        return sources.stream().map(Source::key).collect(Collectors.joining(","));
    }
}
