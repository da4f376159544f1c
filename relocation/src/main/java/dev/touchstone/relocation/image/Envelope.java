package dev.touchstone.relocation.image;

import java.util.Arrays;
import java.util.HexFormat;

/// What is around a file's tables: magic and version at its start, its size, the checksum at its end.
final class Envelope {
    private Envelope() {}

    /// Checks all of it, and answers a cursor behind the version that ends before the checksum.
    static ImageCursor open(byte[] file) throws ImageFormatException {
        magic(file);
        ImageCursor header = new ImageCursor(file, ImageFormat.MAGIC.length, file.length);
        int at = header.position();
        int version = header.u16("the version");
        if (version != ImageFormat.VERSION) {
            throw new ImageFormatException(at, "version %d; known is %d".formatted(version, ImageFormat.VERSION));
        }
        int start = header.position();
        header.skip(Math.min(header.left(), ImageFormat.FILE_SIZE_AT - start));
        size(file, header.u32("the size of the file"));
        int checksumAt = file.length - ImageFormat.CHECKSUM_BYTES;
        long stored = new ImageCursor(file, checksumAt, file.length).u32("the checksum");
        long computed = ImageFormat.checksum(file, checksumAt);
        if (stored != computed) {
            throw new ImageFormatException(
                    checksumAt,
                    "the checksum is 0x%08x, the bytes before it give 0x%08x: the file is damaged"
                            .formatted(stored, computed));
        }
        return new ImageCursor(file, start, checksumAt);
    }

    private static void magic(byte[] file) throws ImageFormatException {
        int held = Math.min(file.length, ImageFormat.MAGIC.length);
        int differs = Arrays.mismatch(file, 0, held, ImageFormat.MAGIC, 0, held);
        if (differs >= 0 || held == 0) {
            throw new ImageFormatException(
                    Math.max(0, differs),
                    "no code image: it begins with \"%s\", not with the magic \"%s\""
                            .formatted(
                                    HexFormat.of().formatHex(file, 0, held),
                                    HexFormat.of().formatHex(ImageFormat.MAGIC)));
        }
        if (held < ImageFormat.MAGIC.length) {
            throw new ImageFormatException(held, "the file is cut off within the magic");
        }
    }

    private static void size(byte[] file, long said) throws ImageFormatException {
        if (said != file.length) {
            throw new ImageFormatException(
                    Math.min(said, file.length),
                    "the file has %d bytes, its header says %d: %s"
                            .formatted(file.length, said, said > file.length ? "it is cut off" : "more follows"));
        }
        int least = ImageFormat.HEADER_BYTES + ImageFormat.CHECKSUM_BYTES;
        if (file.length < least) {
            throw new ImageFormatException(
                    file.length, "a file of %d bytes; header and checksum take %d".formatted(file.length, least));
        }
    }
}
