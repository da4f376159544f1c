/// Code images in files: saved here, loaded by any process, which relocates them at whatever address they land
/// on.
///
/// ```java
/// ImageFile.write(code.toImage(), Path.of("counter.tsi"));
/// CodeImage image = ImageFile.read(Path.of("counter.tsi"));
/// byte[] linked = image.at(0x4000_0000);
/// ```
///
/// Invariants:
/// - An image that was read links (if externals and ranges allow) and writes back to the same bytes: a file has
///   no byte that means nothing.
/// - Whatever the bytes are, reading them ends with an image or with one [ImageFormatException], in time and
///   memory that are linear in the file's size and the limit.
/// - The checksum tells accidents, not attackers: an image is code, and who loads it trusts where it came from.
///
/// ## The format, version 1
///
/// Numbers are little-endian and, but for the addend, unsigned. Nothing is padded; the tables follow each other
/// in this order. A *name* is its length in bytes (2), at least 1, and that many bytes of UTF-8 without control
/// characters.
///
/// | offset | bytes | header |
/// | --- | --- | --- |
/// | 0 | 8 | magic: `89 54 53 49 0D 0A 1A 0A` (`\x89TSI\r\n\x1A\n`: changed line ends show) |
/// | 8 | 2 | version: 1 |
/// | 10 | 2 | 0 |
/// | 12 | 8 | machine: `x86-64`, `x86`, `a64`, `a32` or `t32`, then zeros; that of the first section |
/// | 20 | 4 | bytes of the file, checksum included |
/// | 24 | 4 | sections, 1 to 8 |
/// | 28 | 4 | symbols |
/// | 32 | 4 | relocation kinds |
/// | 36 | 4 | external symbols |
/// | 40 | 4 | relocations |
///
/// Then, for each section; the first one is `.text`, kinds do not descend, and there is one of a kind and
/// machine:
///
/// | offset | bytes | section |
/// | --- | --- | --- |
/// | 0 | 1 | kind: 0 `.text`, 1 `.rodata`, 2 `.data`, 3 `.bss` |
/// | 1 | 1 | alignment, as a power of two: 0 to 20; the first writable section's is at least 16 (64 KiB) |
/// | 2 | 2 | 0 |
/// | 4 | 8 | machine, as in the header and of the same family |
/// | 12 | 4 | size in bytes; 0 only for the first one |
///
/// A section's offset in the image is the end of the one before, rounded up to its alignment; what lies between
/// is zero. Offsets below are offsets in the image.
///
/// Then, for each symbol; no two have one name:
///
/// | offset | bytes | symbol |
/// | --- | --- | --- |
/// | 0 | 4 | offset, at most the image's size |
/// | 4 | 1 | type: 0 none, 1 function (it stands in `.text`, aligned as its machine's code), 2 object |
/// | 5 | 1 | 0, or 1 if it is global; an *entry point* is a global function |
/// | 6 | | name |
///
/// Then the names of the relocation kinds, as psABI names (`R_X86_64_64`), in the order in which relocations
/// use them first; then the names of the external symbols, in the same order. Then, for each relocation, by
/// offset, none over another:
///
/// | offset | bytes | relocation |
/// | --- | --- | --- |
/// | 0 | 4 | offset of the patched bytes, all in one section that is not `.bss` |
/// | 4 | 2 | index of the kind |
/// | 6 | 2 | 0 if S stands in the image, 1 if it is external |
/// | 8 | 4 | S: its offset, at most the image's size, or the index of the external symbol |
/// | 12 | 8 | A, signed |
///
/// Then the sections' bytes, without those of `.bss`; then 4 bytes: the CRC-32C of all bytes before it.
@NullMarked
package dev.touchstone.relocation.image;

import org.jspecify.annotations.NullMarked;
