package dev.touchstone.generator.arm;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a body is put together from.
final class BodyParts {
    final Set<String> locals = new LinkedHashSet<>();
    final List<Check> checks = new ArrayList<>();
    final List<String> terms = new ArrayList<>();
    int fixed;

    @Nullable
    String label;

    @Nullable
    String condition;
}
