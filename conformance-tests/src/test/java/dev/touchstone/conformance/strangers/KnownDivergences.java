package dev.touchstone.conformance.strangers;

import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.subject.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// What is known of an assembler, from the file of its name beside this class.
public final class KnownDivergences {
    private KnownDivergences() {}

    public static Policy of(Subject subject) {
        String file = subject.name() + ".policy";
        try (InputStream in = KnownDivergences.class.getResourceAsStream(file)) {
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Policy.read(subject.name(), subject.version(), file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
