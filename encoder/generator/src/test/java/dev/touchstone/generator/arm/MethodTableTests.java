package dev.touchstone.generator.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MethodTableTests {
    private static final TypeLattice TYPES =
            new TypeLattice().with("X", "XOrZr", "XOrSp").with("Base", "Offset");

    /// A call of row number `order` that takes all operands of its types, or only some.
    private static Call call(int order, boolean takesAll, String... types) {
        FormView form = new FormView(
                "t:" + order,
                "row " + order,
                "",
                "",
                "",
                "",
                "any",
                "m",
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                32,
                order);
        List<Check> checks = takesAll ? List.of() : List.of(new Check("p0 == 0", "p0", "p0", "0"));
        List<Parameter> parameters = new ArrayList<>();
        List<Operand> operands = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            parameters.add(new Parameter(types[i], "p" + i));
            operands.add(new Operand(types[i], "p" + i, List.of(), List.of()));
        }
        return new Call(form, order, "m", parameters, operands, names -> new Body(List.of(), checks, "word(0);"));
    }

    private static Map<List<String>, List<Integer>> rows(Call... calls) {
        Map<List<String>, List<Integer>> rows =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (Method method : new MethodTable(TYPES).methods(List.of(calls))) {
            rows.put(method.types(), method.calls().stream().map(Call::order).toList());
        }
        return rows;
    }

    @Test
    void rowsOfOneSignatureAreTriedInOrder() {
        assertEquals(
                Map.of(List.of("Offset"), List.of(1, 2)), rows(call(2, false, "Offset"), call(1, false, "Offset")));
    }

    @Test
    void aRowThatTakesAllEndsTheOrder() {
        assertEquals(Map.of(List.of("Offset"), List.of(1)), rows(call(1, true, "Offset"), call(2, false, "Offset")));
    }

    @Test
    void anAmbiguousCallIsSettledByTheMeet() {
        assertEquals(
                Map.of(
                        List.of("XOrZr", "XOrZr"), List.of(1),
                        List.of("XOrSp", "XOrSp"), List.of(2),
                        List.of("X", "X"), List.of(1)),
                rows(call(1, true, "XOrZr", "XOrZr"), call(2, true, "XOrSp", "XOrSp")));
    }

    @Test
    void aSpecialSignatureAlsoTriesTheRowsOfTheGeneralOne() {
        assertEquals(
                Map.of(List.of("Base"), List.of(1, 2), List.of("Offset"), List.of(2)),
                rows(call(1, false, "Base"), call(2, true, "Offset")));
    }

    @Test
    void typesWithNothingInCommonHaveNoMeet() {
        assertNull(TYPES.meet(List.of("X"), List.of("Base")));
    }
}
