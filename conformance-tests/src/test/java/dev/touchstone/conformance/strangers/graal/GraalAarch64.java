package dev.touchstone.conformance.strangers.graal;

import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.strangers.KnownDivergences;
import dev.touchstone.conformance.strangers.MethodsByName;
import dev.touchstone.conformance.strangers.Unmapped;
import dev.touchstone.conformance.subject.Encoded;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Graal's AArch64Assembler: methods with the manual's mnemonics, which take sizes in bits, registers and numbers.
/// Loads and stores, and what the class keeps for its heirs, are not called.
public final class GraalAarch64 implements Subject {
    private static final Class<?> BASE = Graal.type(Graal.ASM + "aarch64.AArch64Assembler");
    /// One that is not abstract; what it needs of HotSpot is not called.
    private static final Class<?> ASSEMBLER =
            Graal.type("jdk.graal.compiler.hotspot.aarch64.AArch64HotSpotMacroAssembler");
    private static final MethodsByName METHODS = new MethodsByName(BASE);
    private static final Object TARGET = Graal.target("jdk.vm.ci.aarch64.AArch64", feature -> true);
    /// Not vectors of the same names.
    private static final Set<String> FEATURES = Set.of("A64", "FEAT_FP");

    @Override
    public String name() {
        return "graal-aarch64";
    }

    @Override
    public String version() {
        return Graal.VERSION;
    }

    @Override
    public Set<Isa> isas() {
        return Set.of(Isa.A64);
    }

    @Override
    public Policy policy() {
        return KnownDivergences.of(this);
    }

    @Override
    public boolean has(Isa isa, Form form) {
        return FEATURES.contains(form.feature())
                && METHODS.has(form.mnemonic())
                && !form.id().contains("(extended register)");
    }

    @Override
    public Encoded encode(Isa isa, Instruction instruction, String text) {
        try {
            Object assembler = Graal.make(ASSEMBLER, TARGET, null, null);
            emit(assembler, text);
            return new Encoded.Bytes((byte[]) METHODS.result(assembler, "close", true));
        } catch (Unmapped e) {
            return new Encoded.Unknown(String.valueOf(e.getMessage()));
        } catch (Error e) { // GraalError is one
            return new Encoded.Refused(String.valueOf(e.getMessage()));
        }
    }

    private static void emit(Object assembler, String text) throws Unmapped {
        String[] words = text.split("[ ,]+");
        List<Object> operands = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            operands.add(GraalAarch64Operands.of(word));
            if (operands.getLast() != null && GraalAarch64Operands.isRegister(word)) {
                sizes.add(GraalAarch64Operands.size(word));
            }
        }
        boolean shifted = METHODS.has(words[0])
                && words.length == 4
                && operands.stream().allMatch(GraalAarch64Operands::isRegister);
        List<List<Object>> tries = new ArrayList<>();
        tries.add(operands);
        if (!sizes.isEmpty()) {
            tries.add(before(List.of(sizes.getFirst()), operands));
            if (sizes.size() == 2) {
                tries.add(before(List.of(sizes.get(0), sizes.get(1)), operands));
            }
            if (shifted) {
                List<Object> plain = before(List.of(sizes.getFirst()), operands);
                plain.add(GraalAarch64Operands.LSL);
                plain.add(0);
                tries.add(plain);
            }
            if (operands.getLast() instanceof Integer number) {
                List<Object> wide = before(List.of(sizes.getFirst()), operands);
                wide.set(wide.size() - 1, (long) number);
                tries.add(wide);
            }
        }
        for (List<Object> arguments : tries) {
            if (METHODS.call(assembler, words[0], arguments.toArray())) {
                return;
            }
        }
        throw new Unmapped("no method takes these operands");
    }

    private static List<Object> before(List<Integer> sizes, List<Object> operands) {
        List<Object> all = new ArrayList<>(sizes);
        all.addAll(operands);
        return all;
    }
}
