package dev.touchstone.relocation.image;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/// Mutated files by number: each number gives one file, the same one each time. Neighbours share the good file
/// that they are mutations of.
final class Mutant {
    private static final int MUTATIONS_OF_ONE = 250;

    private long good = -1;
    private @Nullable ImageMutator mutator;

    /// The mutated file of that number.
    ///
    /// @param seed 0 or more
    byte[] file(long seed) {
        ImageMutator mutations = mutator;
        if (mutations == null || good != seed / MUTATIONS_OF_ONE) {
            good = seed / MUTATIONS_OF_ONE;
            mutations = new ImageMutator(ImageFile.toBytes(new RandomImages(random(~good)).next()));
            mutator = mutations;
        }
        return mutations.next(random(seed));
    }

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
