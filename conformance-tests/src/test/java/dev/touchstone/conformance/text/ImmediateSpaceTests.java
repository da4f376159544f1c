package dev.touchstone.conformance.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.Oracles;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Immediates of which not every number is one, all of them: each gives LLVM's bytes, and the numbers beside them are
/// refused, as LLVM refuses them. What the immediates are is computed here from the manual's words, not by our codecs.
final class ImmediateSpaceTests {
    /// The manual's DecodeBitMasks: runs of ones in an element of 2 to `width` bits, rotated, and repeated.
    private static Set<Long> logicalImmediates(int width) {
        Set<Long> all = new TreeSet<>();
        for (int size = 2; size <= width; size *= 2) {
            for (int ones = 1; ones < size; ones++) {
                for (int rotation = 0; rotation < size; rotation++) {
                    long value = 0;
                    for (int bit = 0; bit < width; bit++) {
                        value |= (bit + rotation) % size < ones ? 1L << bit : 0;
                    }
                    all.add(value);
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({"64, 5334, 'eor x1, x2, #0x%x'", "32, 1302, 'eor w1, w2, #0x%x'"})
    void everyLogicalImmediate(int width, int count, String text) throws Exception {
        Set<Long> values = logicalImmediates(width);
        assertEquals(count, values.size());
        long mask = width == 64 ? -1 : (1L << width) - 1;
        List<LongUnaryOperator> steps = List.of(v -> v + 1 & mask, v -> v - 1 & mask, v -> v ^ 0x50);
        hold(Isa.A64, text, values, steps);
    }

    /// The manual's A32ExpandImm: a byte, rotated right by an even number.
    @Test
    void everyModifiedImmediateOfA32() throws Exception {
        Set<Long> values = new TreeSet<>();
        for (int imm12 = 0; imm12 < 4096; imm12++) {
            values.add(Integer.toUnsignedLong(Integer.rotateRight(imm12 & 0xFF, imm12 >> 8 << 1)));
        }
        assertEquals(3073, values.size());
        hold(Isa.A32, "teq r1, #0x%x", values, neighbours());
    }

    /// The manual's T32ExpandImm: a byte, repeated or not, or a byte with its upper bit set, rotated right by 8 to 31.
    @Test
    void everyModifiedImmediateOfT32() throws Exception {
        Set<Long> values = new TreeSet<>();
        for (int imm12 = 0; imm12 < 4096; imm12++) {
            long low = imm12 & 0xFF;
            values.add(
                    switch (imm12 >> 8) {
                        case 0 -> low;
                        case 1 -> low * 0x0001_0001L;
                        case 2 -> low * 0x0100_0100L;
                        case 3 -> low * 0x0101_0101L;
                        default -> Integer.toUnsignedLong(Integer.rotateRight(0x80 | imm12 & 0x7F, imm12 >> 7));
                    });
        }
        assertEquals(256 * 4 - 3 + 24 * 128, values.size());
        hold(Isa.T32, "teq r1, #0x%x", values, neighbours());
    }

    private static List<LongUnaryOperator> neighbours() {
        return List.of(v -> v + 1 & 0xFFFF_FFFFL, v -> v - 1 & 0xFFFF_FFFFL, v -> v ^ 0x8000_0001L);
    }

    private static void hold(Isa isa, String text, Set<Long> values, List<LongUnaryOperator> steps) throws Exception {
        Set<Long> others = new TreeSet<>();
        for (long value : values) {
            steps.forEach(step -> others.add(step.applyAsLong(value)));
        }
        others.removeAll(values);
        assertTrue(others.size() > values.size(), () -> others.size() + " numbers are no immediates");
        try (Oracle llvm = Oracles.open("llvm", isa)) {
            accept(isa, llvm, values.stream().map(text::formatted).toList());
            refuse(isa, llvm, others.stream().map(text::formatted).toList());
        }
    }

    /// The 256 numbers of VFPExpandImm: plus or minus 16/16 to 31/16, times 2 to the power of -3 to 4.
    @ParameterizedTest
    @CsvSource({
        "A64, 'fmov d1, #%s'",
        "A64, 'fmov s1, #%s'",
        "A64, 'fmov h1, #%s'",
        "A64, 'fmov v1.2d, #%s'",
        "A64, 'fmov v1.4s, #%s'",
        "A64, 'fmov v1.8h, #%s'",
        "A64, 'fmov z1.d, #%s'",
        "A32, 'vmov.f64 d1, #%s'",
        "A32, 'vmov.f32 s1, #%s'",
        "T32, 'vmov.f64 d1, #%s'",
        "T32, 'vmov.f32 s1, #%s'",
        "T32, 'vmov.f16 s1, #%s'"
    })
    void everyFloatingPointImmediate(Isa isa, String text) throws Exception {
        List<String> good = new ArrayList<>();
        List<String> bad = new ArrayList<>(List.of("32.0", "-32.0", "0.0625", "-0.0625", "0.12109375", "0.1", "1e10"));
        for (int imm8 = 0; imm8 < 256; imm8++) {
            double unit = Math.scalb(1.0, (imm8 >> 4 & 7) - 7);
            double sign = imm8 < 128 ? 1 : -1;
            good.add(Double.toString(sign * (16 + (imm8 & 15)) * unit));
            // Between this number and the next one.
            bad.add(Double.toString(sign * (16.5 + (imm8 & 15)) * unit));
        }
        assertEquals(256, Set.copyOf(good).size());
        try (Oracle llvm = Oracles.open("llvm", isa)) {
            accept(isa, llvm, good.stream().map(text::formatted).toList());
            refuse(isa, llvm, bad.stream().map(text::formatted).toList());
        }
    }

    private static void accept(Isa isa, Oracle llvm, List<String> lines) {
        List<Answer> answers = llvm.assemble(isa, lines, 0);
        MachineLanguage language = MachineLanguages.of(isa);
        for (int i = 0; i < lines.size(); i++) {
            byte[] ours = Encoding.of(language, language.parse(lines.get(i), SymbolScope.NONE, 0));
            assertEquals(HexFormat.of().formatHex(ours), answers.get(i).toString(), lines.get(i));
        }
    }

    private static void refuse(Isa isa, Oracle llvm, List<String> lines) {
        List<Answer> answers = llvm.assemble(isa, lines, 0);
        MachineLanguage language = MachineLanguages.of(isa);
        for (int i = 0; i < lines.size(); i++) {
            assertInstanceOf(Answer.Refused.class, answers.get(i), lines.get(i));
            assertTrue(isRefused(language, lines.get(i)), lines.get(i));
        }
    }

    private static boolean isRefused(MachineLanguage language, String line) {
        try {
            language.parse(line, SymbolScope.NONE, 0);
            return false;
        } catch (SyntaxException | EncodingException e) {
            return true;
        }
    }
}
