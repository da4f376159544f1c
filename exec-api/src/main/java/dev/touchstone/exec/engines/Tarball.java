package dev.touchstone.exec.engines;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/// Takes a file out of a gzipped tar archive in the ustar format, as npm writes it: blocks of 512 bytes, a header
/// before each file.
final class Tarball {
    private static final int BLOCK = 512;
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;

    private Tarball() {}

    /// Copies one member out of an archive.
    static void extract(Path archive, String member, Path target) throws IOException, FetchException {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            for (byte[] header = in.readNBytes(BLOCK); header.length == BLOCK; header = in.readNBytes(BLOCK)) {
                long size = size(header, archive);
                if (text(header, NAME, NAME_LENGTH).equals(member)) {
                    copy(in, size, target);
                    return;
                }
                in.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
            }
        }
        throw new FetchException(archive.getFileName() + " has no " + member);
    }

    private static void copy(InputStream in, long size, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[1 << 16];
            for (long left = size; left > 0; ) {
                int count = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
                if (count == 0) {
                    throw new IOException("the archive ends within a file");
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    private static long size(byte[] header, Path archive) throws FetchException {
        String octal = text(header, SIZE, SIZE_LENGTH).strip();
        if (!octal.matches("[0-7]*")) {
            throw new FetchException(archive.getFileName() + " is no tar archive: size \"" + octal + "\"");
        }
        return octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
    }

    private static String text(byte[] header, int start, int length) {
        byte[] field = Arrays.copyOfRange(header, start, start + length);
        int end = 0;
        while (end < length && field[end] != 0) {
            end++;
        }
        return new String(field, 0, end, StandardCharsets.UTF_8);
    }
}
