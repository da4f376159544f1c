package dev.touchstone.conformance.oracle.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.Readings;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.engines.Engines;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which words a target is asked of, and that this takes no answer away.
final class WordSetTests {
    @ParameterizedTest
    @CsvSource({
        "any, 0xffffffff, true",
        "none, 0x00000000, false",
        "1x0, 0x80000000, true",
        "1x0, 0xdfffffff, true",
        "1x0, 0xa0000000, false",
        "1x0 11, 0xe0000000, true",
        "but 1x0 11, 0xe0000000, false",
        "but 1x0 11, 0x20000000, true",
        "0000000000000000000000000000xx01, 0x0000000d, true",
        "0000000000000000000000000000xx01, 0x0000000c, false",
    })
    void wordsFitPatterns(String set, String word, boolean in) {
        assertEquals(in, WordSet.of(set).contains((int) (long) Long.decode(word)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10y", "but 2", "any 3", "1  0", "000000000000000000000000000000000"})
    void whatIsNoPatternIsRefused(String set) {
        assertThrows(IllegalArgumentException.class, () -> WordSet.of(set));
    }

    /// Words of every place: all that the bits 31 to 20 and 11 to 8 may be (which has all coprocessors), and all
    /// first halfwords.
    @ParameterizedTest
    @EnumSource(names = {"A32", "T32"})
    void whatOtherTargetsReadIsLeftToThem(Isa isa) throws EngineMissingException {
        Random random = new Random(3);
        int places = 1 << 16;
        byte[] code = new byte[places * 4];
        List<byte[]> pieces = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            int word = isa == Isa.A32
                    ? random.nextInt(1 << 20) & ~0xF00 | place << 20 | place >>> 12 << 8
                    : 0xE800 + place % 0x1800 << 16 | random.nextInt(1 << 16);
            int first = isa == Isa.A32 ? word : word >>> 16 | word << 16;
            for (int i = 0; i < 4; i++) {
                code[place * 4 + i] = (byte) (first >>> 8 * i);
            }
            pieces.add(Arrays.copyOfRange(code, place * 4, place * 4 + 4));
        }
        Readings readings = new Readings();
        try (Oracle llvm = new LlvmProvider(Engines.standard()).open(isa)) {
            llvm.read(isa, code, 4, places, 0x10000, readings);
            List<Answer> answers = llvm.disassemble(isa, pieces, 0x10000);
            for (int i = 0; i < places; i++) {
                String expected =
                        answers.get(i) instanceof Answer.Text(String text, int length) && length == 4 ? text : "";
                int place = i;
                assertEquals(expected, readings.text(i), () -> HexFormat.of().formatHex(pieces.get(place)));
            }
        }
    }
}
