package dev.touchstone.relocation.image;

import com.sun.management.ThreadMXBean;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.RelocationException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads mutated files and holds each against what the package promises: an image that links and writes back to
/// the same bytes, or one [ImageFormatException] at a byte of the file.
final class ImageFuzz {
    /// What became of a file that is an image; of others it is the error's shape.
    static final String LINKS = "an image that links";

    /// The same, if linking refuses it.
    static final String OUT_OF_RANGE = "an image whose targets are out of range";

    /// The largest image that is read.
    private static final long LIMIT = 1 << 22;

    private static final long ADDRESS = 0x40_0000;

    /// Files by what became of them.
    private final Map<String, Integer> counts = new TreeMap<>();
    /// The shortest file of each, of those that are short.
    private final Map<String, byte[]> shortest = new TreeMap<>();
    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private volatile long seed;
    private long read;
    private long mostAllocated;
    private long nanoseconds;

    /// Reads that many mutated files.
    ///
    /// @param first the seed of the first one; the others follow
    /// @throws AssertionError at the first that breaks a promise; the message says how to see it again
    ImageFuzz run(long first, int count) {
        long start = System.nanoTime();
        Mutant mutant = new Mutant();
        for (seed = first; read < count; seed++) {
            byte[] file = mutant.file(seed);
            try {
                String outcome = outcome(file);
                counts.merge(outcome, 1, Integer::sum);
                shortest.merge(outcome, file, (a, b) -> b.length < a.length ? b : a);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(replay() + "\nfile " + HexFormat.of().formatHex(file), e);
            }
        }
        nanoseconds = System.nanoTime() - start;
        return this;
    }

    /// How the file that is read just now is read again.
    String replay() {
        return "seed %d; again: mvn test -pl relocation -Dtest=ImageFuzzTests -Dtouchstone.fuzz.seed=%d"
                        .formatted(seed, seed)
                + " -Dtouchstone.fuzz.images=1; to be kept, if it was wrong, in " + KeptFiles.NAME;
    }

    /// What became of the file.
    ///
    /// @throws AssertionError if it breaks a promise
    String outcome(byte[] file) {
        read++;
        CodeImage image;
        long before = thread.getCurrentThreadAllocatedBytes();
        try {
            image = ImageFile.read(file, LIMIT);
        } catch (ImageFormatException e) {
            if (e.offset() < 0 || e.offset() > file.length) {
                throw new AssertionError("no offset of the file: " + e.getMessage());
            }
            return ErrorShape.of(e);
        } finally {
            mostAllocated = Math.max(mostAllocated, thread.getCurrentThreadAllocatedBytes() - before);
        }
        if (!Arrays.equals(file, ImageFile.toBytes(image))) {
            throw new AssertionError("it writes back to other bytes");
        }
        Map<String, Long> externals = image.externals().stream().collect(Collectors.toMap(n -> n, _ -> ADDRESS));
        try {
            image.link(ADDRESS, externals).moveTo(2 * ADDRESS);
            return LINKS;
        } catch (RelocationException e) {
            return OUT_OF_RANGE;
        }
    }

    int count(String outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    /// The shortest file of each outcome.
    Map<String, byte[]> shortest() {
        return shortest;
    }

    /// The largest number of bytes that reading one file took.
    long mostAllocated() {
        return mostAllocated;
    }

    /// What happened, for people.
    String report() {
        StringBuilder text = new StringBuilder(
                "%,d mutated images in %.1f s, %,.0f a second: %d outcomes; at most %,d bytes allocated by one read%n"
                        .formatted(read, nanoseconds / 1e9, read / (nanoseconds / 1e9), counts.size(), mostAllocated));
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(r -> text.append("%,10d  %s%n".formatted(r.getValue(), r.getKey())));
        return text.toString();
    }
}
