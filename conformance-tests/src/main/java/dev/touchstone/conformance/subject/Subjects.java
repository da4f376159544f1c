package dev.touchstone.conformance.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/// Finds assemblers under test by name: ours, and those that [ServiceLoader] finds.
public final class Subjects {
    private Subjects() {}

    /// @throws IllegalArgumentException if there is none of that name; the known ones are named
    public static Subject named(String name) {
        List<Subject> known = new ArrayList<>(List.of(Subject.TOUCHSTONE));
        ServiceLoader.load(Subject.class).forEach(known::add);
        return known.stream()
                .filter(subject -> subject.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no assembler \"" + name
                        + "\" to test; known: "
                        + String.join(", ", known.stream().map(Subject::name).toList())));
    }
}
