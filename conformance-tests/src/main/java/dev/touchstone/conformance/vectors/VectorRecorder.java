package dev.touchstone.conformance.vectors;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.sampling.Samplers;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// Records vectors: samples of every form, with an oracle's bytes where it agrees with us. What all refuse or
/// give otherwise is no vector; the check tells of that.
public final class VectorRecorder {
    /// Samples a form that are tried.
    public static final int SAMPLES = 4;

    static final long SEED = 1;

    private VectorRecorder() {}

    /// Records a set.
    ///
    /// @param oracles the second is asked about what the first one refuses, and so on
    public static VectorFile record(Isa isa, List<Oracle> oracles) {
        MachineLanguage language = MachineLanguages.of(isa);
        Map<String, byte[]> ours = new LinkedHashMap<>();
        for (Form form : language.forms()) {
            SplittableRandom random = new SplittableRandom(SEED ^ form.id().hashCode());
            for (Instruction sample : Samplers.of(isa).legal(isa, form, SAMPLES, random)) {
                add(language, sample, ours);
            }
        }
        Map<String, byte[]> theirs = new HashMap<>();
        for (Oracle oracle : oracles) {
            ask(isa, oracle, ours.keySet(), theirs);
        }
        List<Vector> vectors = new ArrayList<>();
        ours.forEach((text, bytes) -> {
            if (Arrays.equals(bytes, theirs.get(text))) {
                vectors.add(new Vector(bytes, text));
            }
        });
        String names = oracles.stream()
                .map(oracle -> oracle.name() + " " + oracle.version())
                .collect(Collectors.joining(", else "));
        return new VectorFile(isa, "%s, seed %d, at most %d samples a form".formatted(names, SEED, SAMPLES), vectors);
    }

    /// Adds the bytes of texts that have none yet.
    private static void ask(Isa isa, Oracle oracle, Set<String> all, Map<String, byte[]> answered) {
        List<String> texts =
                all.stream().filter(text -> !answered.containsKey(text)).toList();
        List<Answer> answers = oracle.assemble(
                isa, texts.stream().map(text -> text.replace("; ", "\n")).toList(), AddressMap.CODE);
        for (int i = 0; i < texts.size(); i++) {
            if (answers.get(i) instanceof Answer.Bytes(byte[] bytes)) {
                answered.put(texts.get(i), bytes);
            }
        }
    }

    private static void add(MachineLanguage language, Instruction sample, Map<String, byte[]> ours) {
        CodeBuffer code = new CodeBuffer(language.machine());
        StringBuilder text = new StringBuilder();
        for (Instruction before : language.prelude(sample)) {
            text.append(language.format(before, AddressMap.CODE)).append("; ");
            language.encode(before, code);
        }
        text.append(language.format(sample, AddressMap.CODE));
        language.encode(sample, code);
        ours.putIfAbsent(text.toString(), code.toImage().at(AddressMap.CODE));
    }
}
