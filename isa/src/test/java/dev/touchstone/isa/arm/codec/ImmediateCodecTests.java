package dev.touchstone.isa.arm.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.isa.Isa;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The irregular immediates, each over its whole domain.
class ImmediateCodecTests {
    private static HoleCodec codec(Isa isa, String kind, String parameters, int width) {
        return Codecs.make(kind, new Parameters(isa, parameters), width);
    }

    @ParameterizedTest
    @CsvSource({"64, 5334", "32, 1302"})
    void logicalImmediatesAreAsManyAsTheManualHas(int size, int count) {
        HoleCodec codec = codec(Isa.A64, "logical-immediate", "size=" + size, 13);
        Set<Long> values = new HashSet<>();
        for (long bits = 0; bits < 1 << 13; bits++) {
            long value = codec.decode(bits, 0);
            if (value != HoleCodec.REFUSED && values.add(value)) {
                assertEquals(value, codec.decode(codec.encode(value, 0), 0));
            }
        }
        assertEquals(count, values.size());
        assertEquals(HoleCodec.REFUSED, codec.encode(0, 0));
        assertEquals(HoleCodec.REFUSED, codec.encode(size == 64 ? -1L : 0xFFFF_FFFFL, 0));
        assertEquals(HoleCodec.REFUSED, codec.encode(5, 0));
    }

    @Test
    void logicalImmediatesOfTheManual() {
        HoleCodec codec = codec(Isa.A64, "logical-immediate", "size=64", 13);
        assertEquals(0b1_000000_000000, codec.encode(1, 0));
        assertEquals(0b0_000000_111100, codec.encode(0x5555555555555555L, 0));
        assertEquals(0b0_000001_111100, codec.encode(0xAAAAAAAAAAAAAAAAL, 0));
        assertEquals(0b0_000000_000111, codec.encode(0x000000FF000000FFL, 0));
        assertEquals(0b1_000001_111110, codec.encode(0xBFFFFFFFFFFFFFFFL, 0));
    }

    /// As LLVM takes them; -1 is refused.
    @ParameterizedTest
    @CsvSource({
        "simm, element=8, 8, 0x80, 0x80",
        "simm, element=8, 8, -128, 0x80",
        "simm, element=8, 8, 255, 0xff",
        "simm, element=8, 8, -129, 0x7f",
        "simm, element=8, 8, 256, -1",
        "simm, element=8, 8, -256, -1",
        "simm, element=24, 8, 0xffff80, 0x80",
        "simm, element=24, 8, 0x80, -1",
        "shifted-simm8, element=16, 9, 0xff80, 0x80",
        "shifted-simm8, element=16, 9, 0x8000, 0x180",
        "shifted-simm8, element=16, 9, 0x80, -1",
        "shifted-simm8, element=16, 9, 0x10000, -1",
        "shifted-simm8, element=32, 9, 0xffff8000, 0x180",
        "shifted-simm8, element=32, 9, 0x8000, -1",
    })
    void anElementsValueMayBeWrittenWithAnySign(String kind, String parameters, int width, String text, String bits) {
        HoleCodec codec = codec(Isa.A64, kind, parameters, width);
        Cursor cursor = new Cursor(text, true);
        assertTrue(codec.parse(cursor) && cursor.atEnd());
        long expected = Long.decode(bits);
        assertEquals(expected < 0 ? HoleCodec.REFUSED : expected, codec.encode(cursor.value, 0));
    }

    /// Each value has one encoding that is chosen; the 12 bits of A32 hold 3,073 values, those of T32 4,096
    /// less the three that are unpredictable.
    @ParameterizedTest
    @CsvSource({"a32-modified-immediate, 3073", "t32-modified-immediate, 4093"})
    void modifiedImmediates(String kind, int count) {
        HoleCodec codec = codec(Isa.A32, kind, "", 12);
        Set<Long> values = new HashSet<>();
        for (long bits = 0; bits < 1 << 12; bits++) {
            long value = codec.decode(bits, 0);
            if (value != HoleCodec.REFUSED) {
                values.add(value);
                assertEquals(bits, codec.encode(value, 0));
            }
        }
        assertEquals(count, values.size());
    }

    @ParameterizedTest
    @CsvSource({
        "a32-modified-immediate, 0xFF000000, 0x4FF",
        "a32-modified-immediate, 0x104, 0xF41",
        "a32-modified-immediate, 0xF000000F, 0x2FF",
        "t32-modified-immediate, 0x00AB00AB, 0x1AB",
        "t32-modified-immediate, 0xAB00AB00, 0x2AB",
        "t32-modified-immediate, 0xABABABAB, 0x3AB",
        "t32-modified-immediate, 0x80000000, 0x400",
        "t32-modified-immediate, 0x1FE, 0xFFF"
    })
    void modifiedImmediatesOfTheManual(String kind, String value, String bits) {
        assertEquals(Long.decode(bits), codec(Isa.A32, kind, "", 12).encode(Long.decode(value), 0));
    }

    @Test
    void floatsOfEightBits() {
        HoleCodec codec = codec(Isa.A64, "fp8", "", 8);
        Set<String> texts = new HashSet<>();
        for (int imm8 = 0; imm8 < 256; imm8++) {
            StringBuilder text = new StringBuilder();
            codec.format(codec.decode(imm8, 0), text);
            texts.add(text.toString());
            // VFPExpandImm: sign, exponent NOT(b):bbbbb...:cd, fraction efgh.
            int exponent = (imm8 >> 6 & 1) == 0 ? 1 + (imm8 >> 4 & 3) : -3 + (imm8 >> 4 & 3);
            double expected = (1 + (imm8 & 15) / 16.0) * Math.scalb(1.0, exponent) * ((imm8 & 0x80) != 0 ? -1 : 1);
            assertEquals(expected, Double.parseDouble(text.toString()));
            Cursor cursor = new Cursor(text.toString(), true);
            codec.parse(cursor);
            assertEquals(imm8, codec.encode(cursor.value, 0));
        }
        assertEquals(256, texts.size());
    }

    @Test
    void byteMasks() {
        HoleCodec codec = codec(Isa.A64, "byte-mask-64", "", 8);
        for (int bits = 0; bits < 256; bits++) {
            assertEquals(bits, codec.encode(codec.decode(bits, 0), 0));
        }
        assertEquals(0xFF000000000000FFL, codec.decode(0x81, 0));
        assertEquals(HoleCodec.REFUSED, codec.encode(0x80, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "ne, tee, 1, 0b1001",
        "eq, tee, 0, 0b0111",
        "eq, '', 0, 0b1000",
        "ne, e, 1, 0b0100",
        "gt, t, 12, 0b0100",
        "le, et, 13, 0b0110"
    })
    void itMasks(String condition, String letters, long firstcond, String mask) {
        HoleCodec codec = codec(Isa.T32, "it-pattern", "with=firstcond default=1", 4);
        Cursor cursor = new Cursor(letters, true);
        codec.parse(cursor);
        long expected = Long.parseLong(mask.substring(2), 2);
        assertEquals(expected, codec.encode(cursor.value, firstcond), condition);
        assertEquals(cursor.value, codec.decode(expected, firstcond));
    }
}
