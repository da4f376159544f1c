package dev.touchstone.isa.arm.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.ArmTables;
import dev.touchstone.isa.arm.BitDiagram;
import dev.touchstone.isa.arm.Hole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds of every kind of operand with the parameters that the tables give it.
class HoleCodecTests {
    private static final int EXHAUSTIVE = 12;

    /// An operand as the rows of a set use it, and the width of its fields.
    private record Use(Hole hole, int width) {}

    private static List<Use> uses(Isa isa) {
        Map<HoleCodec, Use> uses = new LinkedHashMap<>();
        for (ArmForm form : ArmTables.forms(isa)) {
            for (Hole hole : form.holes()) {
                int width =
                        hole.fields().stream().mapToInt(BitDiagram.Field::width).sum();
                uses.putIfAbsent(hole.codec(), new Use(hole, width));
            }
        }
        return List.copyOf(uses.values());
    }

    private static long[] fieldBits(int width, Random random) {
        if (width <= EXHAUSTIVE) {
            return java.util.stream.LongStream.range(0, 1L << width).toArray();
        }
        long[] bits = new long[600];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = random.nextLong() & (1L << width) - 1;
        }
        return bits;
    }

    private static List<Long> others(Use use) {
        return use.hole.with() < 0 ? List.of(0L) : List.of(0L, 1L, 2L, 5L, 13L, 14L, 31L);
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void whatIsDecodedEncodesToTheSameAndPrintsAsItReads(Isa isa) {
        Random random = new Random(7);
        int decoded = 0;
        for (Use use : uses(isa)) {
            HoleCodec codec = use.hole.codec();
            for (long other : others(use)) {
                for (long bits : fieldBits(use.width, random)) {
                    long value = codec.decode(bits, other);
                    if (value == HoleCodec.REFUSED) {
                        continue;
                    }
                    decoded++;
                    long encoded = codec.encode(value, other);
                    if (!(codec instanceof LogicalImmediateCodec)) {
                        assertEquals(bits, encoded, () -> use.hole + " " + use.hole.kind() + " value " + value);
                    } else {
                        assertEquals(value, codec.decode(encoded, other));
                    }
                    StringBuilder text = new StringBuilder();
                    codec.format(value, text);
                    Cursor cursor = new Cursor(text.toString(), true);
                    if (text.isEmpty()) {
                        continue;
                    }
                    assertTrue(
                            codec.parse(cursor) && cursor.atEnd(), () -> use.hole + " does not read its own " + text);
                    assertEquals(
                            bits(codec, value, other), bits(codec, cursor.value, other), () -> use.hole + " " + text);
                }
            }
        }
        assertTrue(decoded > 10_000, "only " + decoded + " values were looked at");
    }

    private static long bits(HoleCodec codec, long value, long other) {
        return codec.encode(value, other);
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void differentValuesHaveDifferentBits(Isa isa) {
        for (Use use : uses(isa)) {
            HoleCodec codec = use.hole.codec();
            Map<Long, Long> valueOf = new HashMap<>();
            Random random = new Random(3);
            for (int i = 0; i < 300; i++) {
                long value = codec.sample(random);
                long bits = codec.encode(value, 0);
                if (bits == HoleCodec.REFUSED || use.width == 0) {
                    continue;
                }
                long meant = codec.decode(bits, 0);
                if (meant != HoleCodec.REFUSED) {
                    Long known = valueOf.putIfAbsent(bits, meant);
                    assertTrue(known == null || known == meant, () -> use.hole + " " + value);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void samplesAndSomeEdgeAreLegal(Isa isa) {
        Random random = new Random(11);
        for (Use use : uses(isa)) {
            HoleCodec codec = use.hole.codec();
            boolean free = use.hole.with() < 0;
            int legal = 0;
            for (int i = 0; i < 50; i++) {
                long value = codec.sample(random);
                legal += codec.encode(value, 0) == HoleCodec.REFUSED ? 0 : 1;
            }
            int found = legal;
            assertTrue(
                    free ? found == 50 : found > 0,
                    () -> use.hole + " " + use.hole.kind() + ": " + found + " of 50 samples are legal");
            int edges = 0;
            for (long edge : codec.edges()) {
                edges += codec.encode(edge, 0) == HoleCodec.REFUSED ? 0 : 1;
            }
            assertTrue(!free || edges > 0 || codec.edges().length == 0, () -> use.hole + " has no legal edge");
            assertFalse(codec.allowed().isBlank(), () -> use.hole + " does not say what is allowed");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void illegalOperandsAreRefused(Isa isa) {
        List<String> taken = new ArrayList<>();
        int looked = 0;
        for (Use use : uses(isa)) {
            HoleCodec codec = use.hole.codec();
            for (String text : codec.illegal()) {
                looked++;
                String plain = codec instanceof ImmediateCodec && !(codec instanceof LabelCodec) && text.startsWith("#")
                        ? text.substring(1)
                        : text;
                Cursor cursor = new Cursor(plain, true);
                if (codec.parse(cursor)
                        && cursor.atEnd()
                        && cursor.name == null
                        && codec.encode(cursor.value, 0) != HoleCodec.REFUSED) {
                    taken.add(use.hole + " (" + use.hole.kind() + ") takes " + text);
                }
            }
        }
        assertEquals(List.of(), taken);
        assertNotEquals(0, looked);
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void everyKindIsUsedWithFewWidths(Isa isa) {
        Map<String, Set<Integer>> widths = new TreeMap<>();
        for (Use use : uses(isa)) {
            widths.computeIfAbsent(use.hole.kind(), k -> new HashSet<>()).add(use.width);
        }
        widths.forEach((kind, all) -> assertTrue(all.stream().allMatch(w -> w <= 26), () -> kind + " " + all));
    }
}
