package dev.touchstone.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.encoder.x86.X86Assembler;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// The emission mix gives the bytes that another assembler gave for it.
final class X86EmissionMixTests {
    @Test
    void fixedRegisters() {
        check(
                X86EmissionMix.fixed(),
                61_201,
                0xeaf6f0e42212b7f2L,
                "C34889C84801D84883C007488B8CFB45230100894320488D7C88104839F80F852C000000BB7856341225FF00FF0048C1E1"
                        + "03480FAFC10FB6780185DBE8BFFFFFFFC5FC104340C5FC58CA62F2F549B8D04883E9017FAB");
    }

    @Test
    void rotatingRegisters() {
        check(
                X86EmissionMix.rotating(),
                64_919,
                0x6589254c81b9e1c6L,
                "C34889EA4801CA4883C2074A8BACF9452301008951204C8D7CAA104C39FA0F852E000000B97856341281E2FF00FF0048C1"
                        + "E503480FAFD5440FB67A0185C9E8BDFFFFFFC5FC107940C54458D262F2AD49B8D74883ED017FA9");
    }

    private static void check(X86EmissionMix mix, int size, long hash, String first) {
        X86Assembler a = new X86Assembler();
        mix.emit(a);
        byte[] code = a.code().toImage().at(0);
        assertEquals(first, HexFormat.of().withUpperCase().formatHex(code, 0, first.length() / 2));
        assertEquals(size, code.length);
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
