package dev.touchstone.exec.emulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.isa.Isa;
import org.junit.jupiter.api.Test;

class UnicornFeaturesTests {
    @Test
    void whatRunsAndWhatDoesNot() {
        assertTrue(UnicornExecutor.FEATURES.has(Isa.X86_64, "SSE2"));
        assertFalse(UnicornExecutor.FEATURES.has(Isa.X86_64, "AVX2"));
        assertTrue(UnicornExecutor.FEATURES.has(Isa.A64, "FEAT_LSE"));
        assertTrue(UnicornExecutor.FEATURES.has(Isa.A64, "FEAT_SVE"));
        assertFalse(UnicornExecutor.FEATURES.has(Isa.A64, "FEAT_SVE2"));
        assertEquals(
                "its CPU model has the first version of SVE only",
                UnicornExecutor.FEATURES.reason(Isa.A64, "FEAT_SVE2"));
        assertTrue(UnicornExecutor.FEATURES.has(Isa.T32, "ARMv6T2"));
    }

    @Test
    void ofSeveralFeaturesAllAreNeeded() {
        assertTrue(UnicornExecutor.FEATURES.has(Isa.X86_32, "AES PCLMULQDQ"));
        assertFalse(UnicornExecutor.FEATURES.has(Isa.X86_32, "AES AVX"));
        assertFalse(UnicornExecutor.FEATURES.reason(Isa.X86_32, "AES AVX").isEmpty());
    }

    @Test
    void whatIsNotListedIsNotHad() {
        assertFalse(UnicornExecutor.FEATURES.has(Isa.A64, "FEAT_NONSUCH"));
        assertFalse(UnicornExecutor.FEATURES.knows(Isa.A64, "FEAT_NONSUCH"));
        assertTrue(UnicornExecutor.FEATURES.knows(Isa.A64, "FEAT_SME"));
    }
}
