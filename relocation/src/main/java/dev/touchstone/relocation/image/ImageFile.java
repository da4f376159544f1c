package dev.touchstone.relocation.image;

import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.RelocationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Code images in files, as this package's page describes them.
public final class ImageFile {
    /// The largest file and the largest image, in bytes, that are read if no limit is given: 256 MiB.
    public static final long DEFAULT_LIMIT = 1L << 28;

    private ImageFile() {}

    /// The bytes of the image's file.
    ///
    /// @throws RelocationException if no file can hold the image: relocations of the same bytes, a name that is
    ///     not
    ///     Unicode or has control characters, a function outside of code
    public static byte[] toBytes(CodeImage image) {
        byte[] file = ImageWriter.bytes(image);
        try {
            // The rules stand in one place: what was written must be readable.
            ImageReader.read(file, Integer.MAX_VALUE);
        } catch (ImageFormatException e) {
            throw new RelocationException("the image can't be stored: " + e.getMessage());
        }
        return file;
    }

    /// Writes the image's file.
    ///
    /// @throws RelocationException if no file can hold the image
    public static void write(CodeImage image, OutputStream out) throws IOException {
        out.write(toBytes(image));
    }

    /// Writes the image's file.
    ///
    /// @throws RelocationException if no file can hold the image
    public static void write(CodeImage image, Path path) throws IOException {
        Files.write(path, toBytes(image));
    }

    /// Reads a file of up to [#DEFAULT_LIMIT] bytes, and an image of as many.
    ///
    /// @throws ImageFormatException if it is no image file, or a broken or too large one
    public static CodeImage read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return read(in, DEFAULT_LIMIT);
        }
    }

    /// Reads all that the stream has as one file.
    ///
    /// @param limit the largest file, and the largest image, that is read, in bytes; at most 2 GiB count
    /// @throws ImageFormatException if it is no image file, or a broken or too large one
    public static CodeImage read(InputStream in, long limit) throws IOException {
        int most = (int) Math.clamp(limit, 0, Integer.MAX_VALUE - 9L);
        byte[] file = in.readNBytes(most + 1);
        if (file.length > most) {
            throw new ImageFormatException(most, "the file goes on; allowed are %d bytes".formatted(most));
        }
        return read(file, most);
    }

    /// Reads a file that is in memory already.
    ///
    /// @param limit the largest image that is read, in bytes
    /// @throws ImageFormatException if it is no image file, or a broken or too large one
    public static CodeImage read(byte[] file, long limit) throws ImageFormatException {
        return ImageReader.read(file, Math.clamp(limit, 0, Integer.MAX_VALUE - 9L));
    }
}
