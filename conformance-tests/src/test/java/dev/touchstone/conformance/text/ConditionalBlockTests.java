package dev.touchstone.conformance.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.llvm.LlvmProvider;
import dev.touchstone.conformance.sampling.arm.ArmSampler;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.encoder.arm.ArmInstruction;
import dev.touchstone.encoder.arm.ArmLanguage;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.codec.ConditionCodec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// Random IT and VPT blocks of T32 text, right and wrong ones, held against LLVM: the same bytes, and the same
/// ones refused.
@Order(Integer.MAX_VALUE - 4)
class ConditionalBlockTests {
    private static final int BLOCKS = 4_000;
    private static final int ALWAYS = 14;
    private static final long ADDRESS = 0x2000_0000L;
    private static final ArmLanguage T32 = ArmLanguage.of(Isa.T32);
    // Each is known to one of LLVM's targets only: with it, all of a text goes to that target.
    private static final String A_PROFILE = "crc32b r0, r0, r0\n";
    private static final String M_PROFILE = "vctp.8 r0\n";

    private static Oracle llvm;

    @BeforeAll
    static void open() throws EngineMissingException {
        llvm = new LlvmProvider().open(Isa.T32);
    }

    @AfterAll
    static void close() {
        llvm.close();
    }

    @Test
    void blocksOfConditionsAreThoseOfLlvm() {
        Random random = new Random(20);
        List<ArmInstruction> pool = pool(
                random,
                A_PROFILE + "it eq\n",
                form -> form.itCondition() >= 0,
                (form, i) -> with(i, form.itCondition(), 0));
        assertTrue(pool.size() > 900, pool.size() + " statements");
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            blocks.add(A_PROFILE + itBlock(random, pool) + "adds r0, r0, r1");
        }
        compare(blocks, 0.5, 0.1);
    }

    @Test
    void blocksOfPredicatesAreThoseOfLlvm() {
        Random random = new Random(21);
        List<ArmInstruction> pool = pool(
                random, M_PROFILE + "vpst\n", form -> form.vptPlace() >= 0, (form, i) -> with(i, form.vptPlace(), 1));
        assertTrue(pool.size() > 300, pool.size() + " statements");
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            blocks.add(M_PROFILE + vptBlock(random, pool) + "adds r0, r0, r1");
        }
        compare(blocks, 0.5, 0.1);
    }

    private interface Placing {
        ArmInstruction place(ArmForm form, ArmInstruction instruction);
    }

    /// Instructions that LLVM takes in a block of their own.
    private static List<ArmInstruction> pool(Random random, String head, Predicate<ArmForm> wanted, Placing placing) {
        List<ArmInstruction> all = new ArrayList<>();
        for (ArmForm form : T32.forms()) {
            if (wanted.test(form) && form.itPattern() < 0) {
                for (Instruction i : new ArmSampler().legal(Isa.T32, form, 2, random)) {
                    all.add(placing.place(form, (ArmInstruction) i));
                }
            }
        }
        List<Answer> answers =
                llvm.assemble(Isa.T32, all.stream().map(i -> head + text(i)).toList(), ADDRESS);
        List<ArmInstruction> known = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (answers.get(i) instanceof Answer.Bytes) {
                known.add(all.get(i));
            }
        }
        return known;
    }

    private static ArmInstruction with(ArmInstruction instruction, int hole, long value) {
        long[] values = instruction.values();
        values[hole] = value;
        return new ArmInstruction(instruction.form(), values, List.of());
    }

    private static String text(ArmInstruction instruction) {
        return T32.format(instruction, ADDRESS);
    }

    private static String letters(Random random) {
        StringBuilder letters = new StringBuilder();
        for (int n = random.nextInt(4); n > 0; n--) {
            letters.append(random.nextBoolean() ? 't' : 'e');
        }
        return letters.toString();
    }

    private static String itBlock(Random random, List<ArmInstruction> pool) {
        String letters = letters(random);
        int first = random.nextInt(14);
        StringBuilder block = new StringBuilder("it" + letters + " " + ConditionCodec.name(first) + "\n");
        int wrong = random.nextInt(4) == 0 ? random.nextInt(letters.length() + 1) : -1;
        for (int place = 0; place <= letters.length(); place++) {
            int condition = place > 0 && letters.charAt(place - 1) == 'e' ? first ^ 1 : first;
            if (place == wrong) {
                condition = random.nextInt(ALWAYS + 1);
            }
            ArmInstruction chosen = pool.get(random.nextInt(pool.size()));
            block.append(text(with(chosen, chosen.form().itCondition(), condition)))
                    .append('\n');
        }
        return block.toString();
    }

    private static String vptBlock(Random random, List<ArmInstruction> pool) {
        String letters = letters(random);
        String begin = random.nextBoolean() ? "vpst" + letters : "vpt" + letters + ".i8 eq, q0, q1";
        StringBuilder block = new StringBuilder(begin + "\n");
        int wrong = random.nextInt(4) == 0 ? random.nextInt(letters.length() + 1) : -1;
        for (int place = 0; place <= letters.length(); place++) {
            int letter = place > 0 && letters.charAt(place - 1) == 'e' ? 2 : 1;
            if (place == wrong) {
                letter = random.nextInt(3);
            }
            ArmInstruction chosen = pool.get(random.nextInt(pool.size()));
            block.append(text(with(chosen, chosen.form().vptPlace(), letter))).append('\n');
        }
        return block.toString();
    }

    private static void compare(List<String> blocks, double taken, double refused) {
        List<Answer> answers = llvm.assemble(Isa.T32, blocks, ADDRESS);
        int agreed = 0;
        int refusedAlike = 0;
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            String ours = ours(blocks.get(i));
            String theirs =
                    answers.get(i) instanceof Answer.Bytes bytes ? bytes.toString() : "error: " + answers.get(i);
            if (ours.startsWith("error") && theirs.startsWith("error")) {
                refusedAlike++;
            } else if (ours.equals(theirs)) {
                agreed++;
            } else if (!ours.endsWith("the last one of the IT block")) {
                differences.add(blocks.get(i) + "\n  ours " + ours + "\n  LLVM " + theirs);
            }
        }
        assertEquals(List.of(), differences.stream().limit(5).toList(), differences.size() + " differences");
        assertTrue(agreed > blocks.size() * taken, agreed + " blocks taken alike");
        assertTrue(refusedAlike > blocks.size() * refused, refusedAlike + " blocks refused alike");
    }

    private static String ours(String block) {
        try {
            return HexFormat.of()
                    .formatHex(TextAssembler.assemble(Isa.T32, block, ADDRESS).at(ADDRESS));
        } catch (SyntaxException | EncodingException e) {
            return "error: " + e.getMessage();
        }
    }
}
