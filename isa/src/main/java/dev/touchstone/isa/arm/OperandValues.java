package dev.touchstone.isa.arm;

import dev.touchstone.isa.arm.codec.HoleCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Chooses legal operand values of a form: every edge of every operand first, then random ones.
public final class OperandValues {
    private static final int TRIES = 200;

    private final ArmForm form;
    private final RandomGenerator random;
    private final Set<List<Long>> seen = new HashSet<>();
    private final List<long[]> found = new ArrayList<>();

    private OperandValues(ArmForm form, RandomGenerator random) {
        this.form = form;
        this.random = random;
    }

    /// Up to `count` different lists of values that have an encoding.
    public static List<long[]> legal(ArmForm form, int count, RandomGenerator random) {
        OperandValues values = new OperandValues(form, random);
        values.edges(count);
        for (int tries = 0; values.found.size() < count && tries < count * 4; tries++) {
            values.add(values.draw());
        }
        return values.found;
    }

    /// Legal values, of which any was drawn at random; an empty array if none was found.
    public static long[] any(ArmForm form, RandomGenerator random) {
        return new OperandValues(form, random).draw();
    }

    private void edges(int count) {
        int longest = 0;
        long[][] edges = new long[form.holes().size()][];
        for (Hole hole : form.holes()) {
            edges[hole.index()] = hole.codec().edges();
            longest = Math.max(longest, edges[hole.index()].length);
        }
        for (int round = 0; round < Math.max(longest, 1) && found.size() < count; round++) {
            for (Hole hole : form.holes()) {
                long[] own = edges[hole.index()];
                if (round < own.length && found.size() < count) {
                    long[] values = draw();
                    if (values.length > 0) {
                        values[hole.index()] = own[round];
                        add(values);
                    }
                }
            }
            if (form.holes().isEmpty()) {
                add(new long[0]);
            }
        }
    }

    private void add(long[] values) {
        if (values.length == form.holes().size()
                && form.refusedHole(values) < 0
                && seen.add(Arrays.stream(values).boxed().toList())) {
            found.add(values);
        }
    }

    private long[] draw() {
        for (int i = 0; i < TRIES; i++) {
            long[] values = new long[form.holes().size()];
            for (Hole hole : form.holes()) {
                HoleCodec codec = hole.codec();
                values[hole.index()] =
                        hole.isOptional() && random.nextInt(4) == 0 ? hole.missing() : codec.sample(random);
            }
            if (form.refusedHole(values) < 0) {
                return values;
            }
        }
        return new long[0];
    }
}
