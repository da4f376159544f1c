package dev.touchstone.conformance.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoverTests {
    /// All of three operands with four values each.
    private static List<String> candidates() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            all.add("" + i / 16 + i / 4 % 4 + i % 4);
        }
        return all;
    }

    private static long[] classes(String candidate) {
        return numbers("shape", "a" + candidate.charAt(0), "b" + candidate.charAt(1), "c" + candidate.charAt(2));
    }

    private static long[] numbers(String... classes) {
        return Stream.of(classes).mapToLong(String::hashCode).toArray();
    }

    private static Set<String> pairs(List<String> chosen) {
        Set<String> pairs = new HashSet<>();
        for (String one : chosen) {
            long[] classes = classes(one);
            pairs.add(classes[1] + "+" + classes[2]);
            pairs.add(classes[1] + "+" + classes[3]);
            pairs.add(classes[2] + "+" + classes[3]);
        }
        return pairs;
    }

    @Test
    void fourSamplesShowEveryClass() {
        List<String> chosen = Cover.choose(candidates(), 4, CoverTests::classes, one -> true);
        Set<Long> classes = new HashSet<>();
        chosen.forEach(one -> Arrays.stream(classes(one)).forEach(classes::add));
        assertEquals(13, classes.size());
        assertEquals("000", chosen.getFirst(), "the preferred candidate comes first");
    }

    @Test
    void aThirdOfTheCandidatesShowEveryPair() {
        assertEquals(
                48,
                pairs(Cover.choose(candidates(), 22, CoverTests::classes, one -> true))
                        .size());
        assertTrue(pairs(candidates().subList(0, 22)).size() < 40, "the test can't fail");
    }

    @Test
    void everyShapeIsShownFirst() {
        List<String> chosen = Cover.choose(
                List.of("many", "other"), 1, one -> numbers(one.length() > 4 ? "plain" : "rich", "x"), one -> true);
        assertEquals(List.of("many"), chosen);
        List<String> shapes = Cover.choose(
                List.of("rich 1", "rich 2", "rich 3", "plain"),
                2,
                one -> one.equals("plain") ? numbers("plain") : numbers("rich", one, one + "a", one + "b"),
                one -> true);
        assertEquals(List.of("rich 1", "plain"), shapes);
    }

    @Test
    void whatIsNotLegalIsPassedOver() {
        List<String> chosen = Cover.choose(candidates(), 64, CoverTests::classes, one -> !one.startsWith("2"));
        assertEquals(48, chosen.size());
        assertTrue(chosen.stream().noneMatch(one -> one.startsWith("2")));
    }

    @Test
    void theSameCandidatesGiveTheSameChoice() {
        assertEquals(
                Cover.choose(candidates(), 30, CoverTests::classes, one -> true),
                Cover.choose(candidates(), 30, CoverTests::classes, one -> true));
    }
}
