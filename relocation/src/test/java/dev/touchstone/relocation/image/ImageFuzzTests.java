package dev.touchstone.relocation.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.relocation.CodeImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/// Reads mutated files: 100,000 by default, as many as `-Dtouchstone.fuzz.images=1000000` says, from the seed
/// `-Dtouchstone.fuzz.seed=0` on; with either it prints what happened, and with `-Dtouchstone.fuzz.keep=FILE` it
/// writes the shortest file of each outcome, as the kept ones are.
class ImageFuzzTests {
    private static final String COUNT = "touchstone.fuzz.images";
    private static final String SEED = "touchstone.fuzz.seed";
    private static final String KEEP = "touchstone.fuzz.keep";
    private static final int DEFAULT = 100_000;
    private static final long MOST_BYTES = 20 << 20;
    private static final Duration FOR_THOUSAND = Duration.ofSeconds(3);

    @Test
    void mutatedImagesAreRefusedOrRead() throws IOException {
        int count = Integer.getInteger(COUNT, DEFAULT);
        ImageFuzz fuzz = new ImageFuzz();
        assertTimeoutPreemptively(
                FOR_THOUSAND.multipliedBy(20 + count / 1000),
                () -> fuzz.run(Long.getLong(SEED, 0), count),
                () -> "it does not come to an end: " + fuzz.replay());
        if (System.getProperty(COUNT) != null || System.getProperty(SEED) != null) {
            System.out.print(fuzz.report());
        }
        String keep = System.getProperty(KEEP);
        if (keep != null) {
            KeptFiles.write(Path.of(keep), fuzz.shortest());
        }
        assertTrue(fuzz.mostAllocated() < MOST_BYTES, fuzz.report());
    }

    @Test
    @DisabledIfSystemProperty(named = SEED, matches = ".*", disabledReason = "a run from a seed replays")
    void theMutationsReachWhatIsToBeReached() throws IOException {
        ImageFuzz fuzz = new ImageFuzz().run(0, 30_000);
        assertTrue(fuzz.shortest().size() >= 35, fuzz.report());
        assertTrue(fuzz.count(ImageFuzz.LINKS) > 600, fuzz.report());
    }

    @Test
    void whatBecomesOfKeptFilesStays() throws IOException {
        Map<byte[], String> kept = KeptFiles.read();
        assertTrue(kept.size() >= 40, "kept files: " + kept.size());
        kept.forEach((file, outcome) -> assertEquals(
                outcome, new ImageFuzz().outcome(file), HexFormat.of().formatHex(file)));
    }

    @Test
    void randomImagesComeBack() throws IOException {
        RandomImages images = new RandomImages(Mutant.random(2));
        for (int i = 0; i < 500; i++) {
            CodeImage image = images.next();
            byte[] file = ImageFile.toBytes(image);
            assertArrayEquals(file, ImageFile.toBytes(ImageFile.read(file, 1 << 20)));
        }
    }
}
