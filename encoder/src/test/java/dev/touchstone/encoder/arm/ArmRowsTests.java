package dev.touchstone.encoder.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmAttributes;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.OperandValues;
import dev.touchstone.relocation.CodeBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds of every row of the Arm tables.
class ArmRowsTests {
    private static final int SAMPLES = 4;
    private static final int SHOWN = 20;

    private static byte[] bytes(ArmLanguage language, ArmInstruction instruction) {
        CodeBuffer code = new CodeBuffer(language.machine());
        language.encode(instruction, code);
        return Arrays.copyOf(code.array(), code.position());
    }

    private static List<ArmInstruction> samples(ArmLanguage language, Random random) {
        List<ArmInstruction> samples = new ArrayList<>();
        for (ArmForm form : language.forms()) {
            if (!form.attributes().sampled()) {
                continue;
            }
            List<long[]> legal = OperandValues.legal(form, SAMPLES, random);
            assertTrue(!legal.isEmpty(), () -> form.id() + ": no legal operands were found");
            legal.forEach(values -> samples.add(new ArmInstruction(form, values, List.of())));
        }
        return samples;
    }

    private static void assertNone(List<String> problems) {
        assertEquals(
                List.of(), problems.subList(0, Math.min(SHOWN, problems.size())), () -> problems.size() + " problems");
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void textOfEveryRowGivesItsBytesAgain(Isa isa) {
        ArmLanguage language = ArmLanguage.of(isa);
        List<String> problems = new ArrayList<>();
        for (ArmInstruction instruction : samples(language, new Random(5))) {
            String text = language.format(instruction, 0);
            String hex = HexFormat.of().formatHex(bytes(language, instruction));
            try {
                ArmInstruction parsed = language.parse(text, SymbolScope.NONE, 0);
                String again = HexFormat.of().formatHex(bytes(language, parsed));
                if (!again.equals(hex)) {
                    problems.add(instruction.form().id() + ": " + text + " is " + again + ", not " + hex);
                }
            } catch (IllegalArgumentException e) {
                problems.add(instruction.form().id() + ": " + text + ": " + e.getMessage());
            }
        }
        assertNone(problems);
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void bytesOfEveryRowDecodeToTextThatGivesThemAgain(Isa isa) {
        ArmLanguage language = ArmLanguage.of(isa);
        List<String> problems = new ArrayList<>();
        for (ArmInstruction instruction : samples(language, new Random(6))) {
            byte[] code = bytes(language, instruction);
            try {
                ArmInstruction decoded = (ArmInstruction)
                        language.decode(code, 0, instruction.itCondition()).instruction();
                String text = language.format(decoded, 0);
                if (!Arrays.equals(code, bytes(language, decoded))) {
                    problems.add(instruction.form().id() + ": decoded as " + text + " its bytes are others");
                } else if (!Arrays.equals(code, bytes(language, language.parse(text, SymbolScope.NONE, 0)))) {
                    problems.add(instruction.form().id() + ": decoded as " + text + ", which has other bytes");
                }
            } catch (IllegalArgumentException e) {
                problems.add(instruction.form().id() + ": " + language.format(instruction, 0) + ": " + e.getMessage());
            }
        }
        assertNone(problems);
    }

    /// Two rows may both take a word only if one is an alias or preferred, or fixes more bits than the other
    /// and all of its.
    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void noTwoRowsClaimAWordWithoutAPreference(Isa isa) {
        ArmLanguage language = ArmLanguage.of(isa);
        TreeSet<String> problems = new TreeSet<>();
        for (ArmInstruction instruction : samples(language, new Random(8))) {
            ArmAttributes own = instruction.form().attributes();
            if (own.alias()) {
                continue;
            }
            int word = WordCoder.encode(instruction.form(), instruction.values());
            if (WordCoder.decode(instruction.form(), word) == null) {
                continue;
            }
            for (ArmForm other : language.candidates(instruction.form().bits().width(), word)) {
                ArmAttributes others = other.attributes();
                boolean stated = others.preferred()
                        || own.preferred()
                        || others.deferred()
                        || own.deferred()
                        || others.alias()
                        || isPart(other.bits().mask(), instruction.form().bits().mask());
                boolean apart = !others.it().allows(instruction.itCondition());
                if (other == instruction.form()
                        || stated
                        || apart
                        || !other.bits().matches(word)) {
                    continue;
                }
                if (WordCoder.decode(other, word) != null) {
                    problems.add(
                            instruction.form().id() + " and " + other.id() + ": " + language.format(instruction, 0));
                }
            }
        }
        assertNone(List.copyOf(problems));
    }

    /// Whether one mask holds the other and more.
    private static boolean isPart(int one, int other) {
        return one != other && ((one & other) == one || (one & other) == other);
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void everyRowHasAFootprint(Isa isa) {
        ArmLanguage language = ArmLanguage.of(isa);
        List<String> problems = new ArrayList<>();
        for (ArmInstruction instruction : samples(language, new Random(9))) {
            var footprint = language.footprint(instruction);
            for (String register : footprint.reads()) {
                if (!register.matches("[xzprq][0-9]+|sp|lr|pc|fpscr|fpsr|fpcr|za|zt0|ffr")) {
                    problems.add(instruction.form().id() + " reads " + register);
                }
            }
            footprint.memory().forEach(access -> {
                if (access.base() == null && access.index() == null) {
                    problems.add(
                            instruction.form().id() + " has an address of nothing: " + language.format(instruction, 0));
                }
            });
            if (instruction.form().attributes().memory() != null
                    && footprint.memory().isEmpty()) {
                problems.add(instruction.form().id() + " has lost its memory access");
            }
        }
        assertNone(problems);
    }
}
