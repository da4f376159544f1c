package dev.touchstone.exec.emulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.isa.Isa;
import org.junit.jupiter.api.Test;

class UnicornFeaturesTests {
    @Test
    void whatRunsAndWhatDoesNot() {
        assertTrue(UnicornFeatures.has(Isa.X86_64, "SSE2"));
        assertFalse(UnicornFeatures.has(Isa.X86_64, "AVX2"));
        assertTrue(UnicornFeatures.has(Isa.A64, "FEAT_LSE"));
        assertFalse(UnicornFeatures.has(Isa.A64, "FEAT_SVE"));
        assertEquals("its interface has no SVE registers", UnicornFeatures.reason(Isa.A64, "FEAT_SVE"));
        assertTrue(UnicornFeatures.has(Isa.T32, "ARMv6T2"));
    }

    @Test
    void ofSeveralFeaturesAllAreNeeded() {
        assertTrue(UnicornFeatures.has(Isa.X86_32, "AES PCLMULQDQ"));
        assertFalse(UnicornFeatures.has(Isa.X86_32, "AES AVX"));
        assertFalse(UnicornFeatures.reason(Isa.X86_32, "AES AVX").isEmpty());
    }

    @Test
    void whatIsNotListedIsNotHad() {
        assertFalse(UnicornFeatures.has(Isa.A64, "FEAT_NONSUCH"));
        assertFalse(UnicornFeatures.knows(Isa.A64, "FEAT_NONSUCH"));
        assertTrue(UnicornFeatures.knows(Isa.A64, "FEAT_SME"));
    }
}
