package dev.touchstone.conformance.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SameTextTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "add r0, r0, #0x20; add r0, r0, #32; true",
                "add r0, r0, #0x20; add r0, r0, #33; false",
                "add r0, r0, #-0x20; add r0, r0, #-32; true",
                "add r0, r0, #-0x20; add r0, r0, #32; false",
                "add r1, r0; add r10, r0; false",
                "add r10, r0; add r1, r0; false",
                "add r0x10; add r016; false",
                "fmov s0, #1.5; fmov s0, #1.5; true",
                "fmov s0, #1.50000000; fmov s0, #1.5; false",
                "mov x0, #0xffffffffffffffff; mov x0, #18446744073709551615; true",
                "mov x0, #0x8000000000000001; mov x0, #9223372036854775808; false",
                "b #0x1; b #1 ; true",
                "ret; ret x30; false",
                "ldc p0, c8, [r3], { 0x10 }; ldc p0, c8, [r3], {16}; true",
                "ldc p0, c8, [r3], { 0x10 }; ldc p0, c8, [r3], {17}; false",
                "ldm r0, {r1}^; ldm r0, {r1} ^; true",
                "ldm r0, {r1} ^; ldm r0, {r1}^; true",
                "ldm r0, {r1}^; ldm r0, {r1} ; false",
                "vld1 {d0}, [r1]; vld1 { d0 } , [ r1 ]; true",
                "bl x0; b lx0; false",
                "b lx0; blx0; false",
                "add r1, r0; add r1 0, r0; false",
                "ldr x0, [x1, #8]; ldr x0, [x1, #0x8]!; false",
            })
    void numbersAreComparedByValue(String a, String b, boolean same) {
        byte[] one = a.getBytes(StandardCharsets.US_ASCII);
        byte[] other = ("..." + b + "...").getBytes(StandardCharsets.US_ASCII);
        assertEquals(same, SameText.is(one, one.length, other, 3, other.length - 3));
    }
}
