package dev.touchstone.conformance.junit;

import java.util.Arrays;
import java.util.function.Predicate;

/// The engines that a test asks, by name.
record Engines(ConformanceTest test) implements Predicate<String> {
    @Override
    public boolean test(String engine) {
        return test.engines().length == 0 || Arrays.asList(test.engines()).contains(engine);
    }
}
