package dev.touchstone.generator.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.isa.arm.ArmTables;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ArmSourcesTests {
    static Stream<Target> targets() {
        return Stream.of(Targets.a64(), Targets.a32(), Targets.t32());
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyFormHasAMethod(Target target) {
        ArmSources sources = new ArmSources(target);
        assertEquals(Map.of(), sources.unmapped());
        Set<String> called = new HashSet<>();
        sources.calls().forEach(call -> called.add(call.form().id()));
        Set<String> missing = new HashSet<>();
        ArmTables.forms(target.isa()).forEach(form -> missing.add(form.id()));
        missing.removeAll(called);
        assertEquals(Set.of(), missing);
    }
}
