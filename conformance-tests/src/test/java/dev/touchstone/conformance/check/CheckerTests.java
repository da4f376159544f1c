package dev.touchstone.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Threads go from set to set on their own; nothing is done twice or left out.
class CheckerTests {
    private static final Selection OURS_ALONE = new Selection(form -> true, engine -> false);

    private static CheckOptions options(int threads) {
        return new CheckOptions(Subject.TOUCHSTONE, EnumSet.of(Isa.A64, Isa.A32, Isa.T32), "*:S*", 1, 1, threads);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void eachFormOfEachSetIsJudgedOnce(int threads) throws InterruptedException {
        CheckOptions options = options(threads);
        Map<Isa, Integer> done = new EnumMap<>(Isa.class);
        CheckResult result = Checker.check(options, OURS_ALONE, (isa, now, all) -> {
            synchronized (done) {
                done.merge(isa, now, Integer::sum);
            }
        });
        List<Form> expected = new ArrayList<>();
        for (Isa isa : options.isas()) {
            List<Form> forms = Checker.forms(options, isa);
            assertTrue(forms.size() > 100, isa + " has too few forms for several batches");
            assertEquals(forms.size(), done.get(isa));
            assertTrue(result.tally().pace().elapsed(isa).isPositive());
            expected.addAll(forms);
        }
        assertEquals(
                expected,
                result.tally().counts().keySet().stream().map(Tally.Key::form).toList());
        assertEquals(
                result.tally().cases(),
                result.tally().counts().values().stream()
                        .mapToLong(counts -> counts.containsKey("parser")
                                ? counts.get("parser").agreed()
                                : 0)
                        .sum());
    }

    @Test
    void whatBreaksOffIsNamedAndNothingFollows() {
        Set<Isa> begun = new LinkedHashSet<>();
        IllegalStateException e = assertThrows(
                IllegalStateException.class,
                () -> Checker.check(options(1), OURS_ALONE, (isa, now, all) -> {
                    begun.add(isa);
                    if (isa == Isa.A32) {
                        throw new IllegalStateException("enough");
                    }
                }));
        assertEquals("the check of a32 broke off: java.lang.IllegalStateException: enough", e.getMessage());
        assertEquals(EnumSet.of(Isa.A64, Isa.A32), begun);
    }
}
