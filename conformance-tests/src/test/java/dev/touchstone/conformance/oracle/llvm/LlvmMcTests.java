package dev.touchstone.conformance.oracle.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.engines.Engines;
import dev.touchstone.exec.engines.Host;
import dev.touchstone.exec.engines.Library;
import dev.touchstone.exec.engines.Settings;
import dev.touchstone.isa.Isa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlvmMcTests extends LlvmOracleContract {
    static LlvmProvider providerWith(String way) {
        Properties properties = new Properties();
        properties.putAll(System.getProperties());
        properties.setProperty("touchstone.llvm.interface", way);
        properties.putIfAbsent("touchstone.llvm-mc.sources", "system");
        return new LlvmProvider(new Engines(new Settings(properties, System.getenv(), Host.current(), line -> {})));
    }

    @Override
    Oracle open() throws EngineMissingException {
        Engines engines = Engines.standard();
        Assumptions.assumeTrue(
                engines.settings().get("llvm-mc.library") != null || installed(),
                "no llvm-mc of a known-good version is installed here");
        return providerWith("llvm-mc").open(Isa.X86_64);
    }

    private static boolean installed() {
        try {
            providerWith("llvm-mc").describe(Isa.X86_64);
            return true;
        } catch (EngineMissingException e) {
            return false;
        }
    }

    @Test
    void anUnknownInterfaceIsSaid() {
        EngineMissingException e = assertThrows(
                EngineMissingException.class, () -> providerWith("telepathy").open(Isa.X86_64));
        assertEquals(
                "llvm: touchstone.llvm.interface is \"telepathy\"; set it to library or llvm-mc, or not at all",
                e.getMessage());
    }

    /// A program that ends early with an error refuses each line; none is dropped.
    @Test
    void aProgramThatCrashesRefusesEachLine(@TempDir Path folder) throws IOException {
        Assumptions.assumeFalse(Host.current().isWindows(), "the stand-in is a shell script");
        Path script =
                Files.writeString(folder.resolve("llvm-mc"), "#!/bin/sh\necho 'LLVM ERROR: out of luck' >&2\nexit 3\n");
        assertTrue(script.toFile().setExecutable(true));
        try (Oracle broken = new LlvmOracle(new LlvmMc(new Library("llvm-mc", "19.0.0", "property", script)))) {
            Answer refused = new Answer.Refused("llvm-mc ends with 3 and says LLVM ERROR: out of luck");
            assertEquals(
                    List.of(refused, refused, refused), broken.assemble(Isa.X86_64, List.of("nop", "ret", "hlt"), 0));
            IllegalStateException e = assertThrows(
                    IllegalStateException.class,
                    () -> broken.disassemble(Isa.X86_64, List.of(new byte[] {(byte) 0x90}), 0));
            assertTrue(e.getMessage().contains("broke off: LLVM ERROR: out of luck"), e.getMessage());
        }
    }
}
