package dev.touchstone.conformance.programs;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// The table and the message of the CRC-32 programs, in the data window.
final class Crc32Data {
    /// Address of the table: 256 words.
    static final long TABLE = AddressMap.DATA;
    /// Address of the message, behind the table.
    static final long MESSAGE = AddressMap.DATA + 4 * 256;

    private static final byte[] TEXT =
            "The quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.US_ASCII);
    private static final int POLYNOMIAL = 0xEDB88320;

    /// Bytes of the message.
    static final int LENGTH = TEXT.length;
    /// Bytes of table and message.
    static final int SIZE = 4 * 256 + LENGTH;

    private Crc32Data() {}

    static void fill(MachineState state) {
        for (int i = 0; i < 256; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ POLYNOMIAL : crc >>> 1;
            }
            DataImage.write(state.data(), 4 * i, 4, crc & 0xFFFF_FFFFL);
        }
        System.arraycopy(TEXT, 0, state.data(), 4 * 256, LENGTH);
    }

    /// What the JDK computes for the message.
    static long expected() {
        CRC32 crc = new CRC32();
        crc.update(TEXT);
        return crc.getValue();
    }
}
