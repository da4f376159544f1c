package dev.touchstone.cli;

import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.relocation.RelocationException;
import java.nio.file.NoSuchFileException;

/// Failures that a user can act on, in one line.
final class Failures {
    private Failures() {}

    /// The message, on one line; a failure of no known kind is named with its class, for a report.
    static String oneLine(Throwable failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "no file " + missing.getFile();
        }
        boolean known = failure instanceof SyntaxException
                || failure instanceof EncodingException
                || failure instanceof DecodingException
                || failure instanceof RelocationException
                || failure instanceof EngineMissingException
                || failure instanceof IllegalArgumentException
                || failure instanceof java.io.IOException;
        String message = known ? String.valueOf(failure.getMessage()) : failure.toString();
        return message.strip().replaceAll("\\s*\\R\\s*", " / ");
    }
}
