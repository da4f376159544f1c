package dev.touchstone.exec.engines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Checks a fetched archive and takes files out of it.
final class Archive {
    private Archive() {}

    /// @throws FetchException if the file's SHA-256 is another
    static void check(Path file, String sha256) throws IOException, FetchException {
        String actual = sha256(file);
        if (!actual.equals(sha256)) {
            throw new FetchException(
                    file.getFileName() + " has SHA-256 " + actual + ", it must have " + sha256 + ": not used");
        }
    }

    static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Copies one member, a library or a program, out of an archive.
    static void extract(Path archive, String member, Path target) throws IOException, FetchException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.getEntry(member);
            if (entry == null) {
                throw new FetchException(archive.getFileName() + " has no " + member);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, target);
            }
            if (!target.toFile().setExecutable(true)) {
                throw new IOException(target + " can't be made executable");
            }
        }
    }
}
