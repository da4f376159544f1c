package dev.touchstone.exec.host.worker;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeExecutorProviderTests {
    @Test
    void runsTheSetsOfTheProcessor() {
        assertNull(NativeExecutorProvider.refusal("Linux", "amd64", 4096, Isa.X86_64));
        assertNull(NativeExecutorProvider.refusal("Linux", "amd64", 4096, Isa.X86_32));
        assertNull(NativeExecutorProvider.refusal("Linux", "amd64", 4096, null));
        assertNull(NativeExecutorProvider.refusal("Windows 11", "amd64", 4096, Isa.X86_64));
        assertNull(NativeExecutorProvider.refusal("Windows 11", "amd64", 4096, null));
        assertNull(NativeExecutorProvider.refusal("Linux", "aarch64", 4096, Isa.A64));
        assertNull(NativeExecutorProvider.refusal("Linux", "aarch64", 4096, Isa.T32));
    }

    @Test
    void readsWhatAnArmProcessorHas() {
        ArmProcessor processor = ArmProcessor.of(List.of(
                "processor\t: 0",
                "Features\t: fp asimd aes atomics asimdhp",
                "CPU implementer\t: 0x41",
                "CPU part\t: 0xd0c"));
        assertEquals("0x41-0xd0c", processor.model());
        assertTrue(processor.has(Isa.A64, "FEAT_AES FEAT_LSE"));
        assertTrue(processor.has(Isa.A64, "BASE"));
        assertTrue(processor.has(Isa.T32, "FEAT_FP16"));
        assertFalse(processor.has(Isa.A64, "FEAT_AES FEAT_SHA3"));
        assertFalse(processor.has(Isa.A32, "FEAT_LSE"));
    }

    @ParameterizedTest
    @CsvSource({
        "Linux,        aarch64, 65536, A64, 'a worker''s memory is laid out in pages of 4096 bytes, this kernel''s have 65536'",
        "Linux,        aarch64, 16384, T32, 'a worker''s memory is laid out in pages of 4096 bytes, this kernel''s have 16384'",
        "Linux,        amd64,   4096, A64,    this host's processor (amd64) runs no a64 code",
        "Linux,        amd64,   4096, T32,    this host's processor (amd64) runs no t32 code",
        "Linux,        aarch64, 4096, X86_64, this host's processor (aarch64) runs no x86-64 code",
        "Linux,        riscv64, 4096, A64,    this host's processor (riscv64) runs no a64 code",
        "Linux,        arm,     4096, A32,    native execution on Linux on arm is not implemented yet",
        "Windows 11,   aarch64, 4096, A64,    native execution on Windows 11 on aarch64 is not implemented yet",
        "FreeBSD,      amd64,   4096, X86_64, native execution on FreeBSD on amd64 is not implemented yet",
        "Mac OS X,     x86_64,  4096, X86_64, 'snippets stand below 4 GiB, where macOS maps nothing in a 64-bit process'",
        "Windows 11,   amd64,   4096, X86_32, '32-bit code runs on Linux only, on Windows 64-bit code does'",
    })
    void saysWhatOtherHostsLack(String system, String processor, long pageBytes, Isa isa, String reason) {
        EngineMissingException refusal =
                requireNonNull(NativeExecutorProvider.refusal(system, processor, pageBytes, isa));
        assertEquals(reason, refusal.reason());
        assertEquals("", refusal.remedy());
    }
}
