package dev.touchstone.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.touchstone.conformance.sweep.Group;
import dev.touchstone.conformance.sweep.Kind;
import dev.touchstone.conformance.sweep.SweepOptions;
import dev.touchstone.conformance.sweep.SweepReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Reports of sweeps in files, and for people.
final class SweepReports {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private SweepReports() {}

    static SweepReport read(Path file) {
        try {
            return JSON.readValue(file.toFile(), SweepReport.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " is no report of a sweep: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }

    /// Writes it whole, or leaves the file as it was.
    static void write(Path file, SweepReport report) {
        Path whole = file.toAbsolutePath();
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            Files.write(part, JSON.writeValueAsBytes(report));
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + file, e);
        }
    }

    static void print(SweepReport report) {
        for (Group group : report.groups()) {
            if (group.kind().isWrong() || group.kind() == Kind.MISSING || group.kind() == Kind.UNREAD) {
                System.out.printf("%s: %s, %,d words%n", name(group.kind()), group.key(), group.count());
                for (Group.Example example : group.examples()) {
                    System.out.printf(
                            "    %s  ours: %s  theirs: %s%n",
                            example.word(), orNothing(example.ours()), orNothing(example.theirs()));
                }
            }
        }
        long words = Math.max(1, report.words());
        System.out.printf("%s, against %s: %,d words%n", report.isa(), report.oracle(), report.words());
        report.counts().forEach((kind, count) -> System.out.printf("    %-14s %,14d%n", name(kind), count));
        System.out.printf("the tables claim %.2f %% of them%n", 100.0 * report.claimed() / words);
        for (SweepOptions.Span span : report.missing()) {
            System.out.printf("not swept: 0x%08x to 0x%08x%n", span.from(), span.to());
        }
        System.out.println(report.wrong().isEmpty() ? "PASSED" : "FAILED");
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? "none" : text;
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
