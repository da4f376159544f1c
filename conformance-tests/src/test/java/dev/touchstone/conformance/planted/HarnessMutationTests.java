package dev.touchstone.conformance.planted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.check.CheckOptions;
import dev.touchstone.conformance.check.CheckResult;
import dev.touchstone.conformance.check.Checker;
import dev.touchstone.conformance.check.Tally;
import dev.touchstone.conformance.sampling.Samplers;
import dev.touchstone.conformance.subject.Encoded;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.x86.X86Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// A test of the harness: encoders with one error each, of which it must find nearly all, whatever the seed.
/// What only our own parser and decoder say does not count: they would share the error of a wrong row.
@Order(4)
class HarnessMutationTests {
    private static final Set<String> OURS = Set.of("parser", "decoder");
    private static final int FORMS_A_KIND = 3;
    private static final int TRIED_FORMS = 600;
    private static final int SAMPLES_TRIED = 16;
    /// How many seeds each error must be found with; `-Dtouchstone.planted.seeds=5` asks for more.
    private static final int SEEDS = Integer.getInteger("touchstone.planted.seeds", 1);
    private static final double FOUND = 0.99;

    @Test
    void nearlyAllPlantedErrorsAreFoundWhateverTheSeed() throws InterruptedException {
        Map<ErrorKind, Integer> kinds = new EnumMap<>(ErrorKind.class);
        Map<String, Integer> finders = new TreeMap<>();
        List<String> missed = new ArrayList<>();
        int planted = 0;
        for (Isa isa : Isa.values()) {
            Map<Form, Plant> plants = new LinkedHashMap<>();
            Map<Form, ErrorKind> kindOf = new HashMap<>();
            plant(isa, plants, kindOf);
            planted += plants.size();
            kindOf.values().forEach(kind -> kinds.merge(kind, 1, Integer::sum));
            for (int seed = 11; seed < 11 + SEEDS; seed++) {
                long used = seed;
                CheckResult result = Checker.check(
                        new CheckOptions(
                                new PlantedSubject(isa, plants),
                                Set.of(isa),
                                "*",
                                seed,
                                CheckOptions.DEFAULT_SAMPLES,
                                Runtime.getRuntime().availableProcessors()),
                        Checker.Progress.SILENT);
                result.tally().counts().forEach((key, counts) -> {
                    List<String> by = foundBy(counts);
                    by.forEach(judge -> finders.merge(judge, 1, Integer::sum));
                    if (by.isEmpty()) {
                        missed.add("%s in %s, seed %d"
                                .formatted(kindOf.get(key.form()), key.form().id(), used));
                    }
                });
                assertEquals(plants.size(), result.tally().counts().size());
            }
        }
        int runs = planted * SEEDS;
        System.out.println("%d errors of %d kinds planted, with %d seeds each: %d of %d found; by %s; of each kind %s"
                .formatted(planted, kinds.size(), SEEDS, runs - missed.size(), runs, finders, kinds));
        missed.forEach(one -> System.out.println("missed: " + one));
        assertTrue(planted >= 200 && kinds.size() >= 20, () -> kinds.toString());
        assertTrue(missed.size() <= (1 - FOUND) * runs, () -> "missed: " + missed);
    }

    private static List<String> foundBy(Map<String, Tally.Count> counts) {
        return counts.entrySet().stream()
                .filter(count -> count.getValue().disagreed() > 0 && !OURS.contains(count.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Some forms of each kind, not the same for two.
    private static void plant(Isa isa, Map<Form, Plant> plants, Map<Form, ErrorKind> kindOf) {
        List<? extends Form> forms = MachineLanguages.of(isa).forms();
        for (ErrorKind kind : ErrorKind.values()) {
            SplittableRandom random = new SplittableRandom(kind.ordinal() * 31L + isa.ordinal());
            int left = FORMS_A_KIND;
            for (int tried = 0; left > 0 && tried < TRIED_FORMS; tried++) {
                Form form = forms.get(random.nextInt(forms.size()));
                Plant plant = plants.containsKey(form) ? null : plant(kind, isa, form);
                if (plant != null && isSeen(isa, form, plant)) {
                    plants.put(form, plant);
                    kindOf.put(form, kind);
                    left--;
                }
            }
        }
    }

    private static @Nullable Plant plant(ErrorKind kind, Isa isa, Form form) {
        return form instanceof X86Form x86 ? X86Plants.of(kind, isa, x86) : ArmPlants.of(kind, isa, (ArmForm) form);
    }

    /// Whether the error shows in any of many samples: else the wrong encoder is a right one.
    private static boolean isSeen(Isa isa, Form form, Plant plant) {
        MachineLanguage language = MachineLanguages.of(isa);
        for (Instruction sample : Samplers.of(isa).legal(isa, form, SAMPLES_TRIED, new SplittableRandom(99))) {
            byte[] right = Encoding.of(language, sample);
            if (!(plant.encode(sample, right) instanceof Encoded.Bytes(byte[] bytes)) || !Arrays.equals(bytes, right)) {
                return true;
            }
        }
        return false;
    }
}
