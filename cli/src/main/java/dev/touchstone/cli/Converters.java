package dev.touchstone.cli;

import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.conformance.subject.Subjects;
import dev.touchstone.isa.Isa;
import picocli.CommandLine.TypeConversionException;

/// Option values as users type them.
final class Converters {
    private Converters() {}

    static Isa isa(String label) {
        try {
            return Isa.ofLabel(label);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    static Subject subject(String name) {
        try {
            return Subjects.named(name);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /// A number, decimal or with 0x; up to 64 bits.
    static Long number(String text) {
        try {
            return text.toLowerCase(java.util.Locale.ROOT).startsWith("0x")
                    ? Long.parseUnsignedLong(text.substring(2), 16)
                    : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("\"" + text + "\" is no number; write 4096 or 0x1000");
        }
    }
}
