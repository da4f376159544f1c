package dev.touchstone.relocation.image;

import dev.touchstone.relocation.CodeImage;

/// What a file says of itself.
///
/// @param version of the format
/// @param bytes of the file
/// @param checksum CRC-32C of all bytes before it
public record ImageHeader(int version, int bytes, int checksum) {
    /// That of the image's file.
    ///
    /// @throws dev.touchstone.relocation.RelocationException if no file can hold the image
    public static ImageHeader of(CodeImage image) {
        byte[] file = ImageFile.toBytes(image);
        return new ImageHeader(ImageFormat.VERSION, file.length, (int)
                ImageFormat.checksum(file, file.length - ImageFormat.CHECKSUM_BYTES));
    }
}
