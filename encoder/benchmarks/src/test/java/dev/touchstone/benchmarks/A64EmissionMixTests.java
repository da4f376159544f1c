package dev.touchstone.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.encoder.aarch64.A64Assembler;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The emission mix gives the bytes that another assembler gave for it.
final class A64EmissionMixTests {
    @Test
    void fixedRegisters() {
        check(
                A64EmissionMix.fixed(),
                0xdbbeb3b8fb84df39L,
                "C0035FD6E00301AA0000038B00EC0191617866F8602000B90608018B1F0006EB6101005403CF8A528346A272009C0012"
                        + "21F07DD3007C019B06044039F1FFFF97600442AD01D4224E22CC604E210400F1ACFDFF54");
    }

    @Test
    void rotatingRegisters() {
        check(
                A64EmissionMix.rotating(),
                0xf1c4d63d1d35ec20L,
                "C0035FD6E20304AA4200018B42EC019124786EF8222000B94E08048B5F000EEB6101005401CF8A528146A272429C0012"
                        + "84F07DD3427C049B4E044039F1FFFF97271842ADEAD4224E42CD674E840400F1ACFDFF54");
    }

    private static void check(A64EmissionMix mix, long hash, String first) {
        A64Assembler a = new A64Assembler();
        mix.emit(a);
        byte[] code = a.code().toImage().at(0);
        assertEquals(first, HexFormat.of().withUpperCase().formatHex(code, 0, first.length() / 2));
        assertEquals(4 * A64EmissionMix.INSTRUCTIONS, code.length);
        assertEquals(Long.toHexString(hash), Long.toHexString(fnv(code)));
    }

    /// 64-bit FNV-1a.
    private static long fnv(byte[] data) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : data) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001b3L;
        }
        return hash;
    }
}
