package dev.touchstone.exec.host.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the kernel tells every process of itself: the auxiliary vector.
final class Auxiliary {
    private static final int AT_HWCAP2 = 26;
    private static final long HWCAP2_FSGSBASE = 2;

    private Auxiliary() {}

    /// Whether programs may use RDFSBASE and its kin; CPUID does not tell.
    static boolean segmentBases() {
        return (value(AT_HWCAP2) & HWCAP2_FSGSBASE) != 0;
    }

    /// The value of a kind of entry, or 0 if there is none, or nothing can be read.
    private static long value(int kind) {
        try {
            ByteBuffer entries = ByteBuffer.wrap(Files.readAllBytes(Path.of("/proc/self/auxv")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            while (entries.remaining() >= 16) {
                long key = entries.getLong();
                long value = entries.getLong();
                if (key == kind) {
                    return value;
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
