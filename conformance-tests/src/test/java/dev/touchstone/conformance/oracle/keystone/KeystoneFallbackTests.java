package dev.touchstone.conformance.oracle.keystone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.engines.Engine;
import dev.touchstone.exec.engines.Engines;
import dev.touchstone.exec.engines.Host;
import dev.touchstone.exec.engines.Settings;
import dev.touchstone.isa.Isa;
import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Keystone where its wheel can't be had: a WebAssembly module for x86, a jar's library for Arm.
@Tag("fetch")
class KeystoneFallbackTests extends KeystoneContract {
    private static final Engine FALLBACK = fallback();

    private static Engine fallback() {
        Properties properties = new Properties();
        properties.putAll(System.getProperties());
        properties.setProperty("touchstone.keystone.sources", "maven,npm");
        return new Engines(new Settings(properties, System.getenv(), Host.current(), System.err::println))
                .get("keystone");
    }

    /// npm is not among what the project asks of a machine.
    @BeforeAll
    static void npmIsHere() throws InterruptedException, EngineMissingException {
        // What is in the cache goes first: the usual Keystone must be there before its fallbacks.
        for (Isa isa : Isa.values()) {
            Engines.keystone().require(isa);
        }
        boolean windows = Host.current().isWindows();
        try {
            int status = new ProcessBuilder(windows ? "npm.cmd" : "npm", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            Assumptions.assumeTrue(status == 0, "npm does not run here");
        } catch (IOException e) {
            Assumptions.abort("no npm on this machine: nothing to fetch with");
        }
    }

    @Override
    Engine engine() {
        return FALLBACK;
    }

    @Override
    String ended() {
        return "exit(1): LLVM ERROR: Cannot encode high byte register in REX-prefixed instruction";
    }

    @Test
    void eachSetSaysWhatItWasGiven() throws EngineMissingException {
        String x86 = new KeystoneProvider(FALLBACK).describe(Isa.X86_32);
        assertTrue(x86.startsWith("keystone 0.9.2 (npm"), x86);
        String arm = new KeystoneProvider(FALLBACK).describe(Isa.T32);
        assertTrue(arm.startsWith("keystone 0.9.7 (maven"), arm);
        assertEquals(x86, new KeystoneProvider(FALLBACK).describe(Isa.X86_64));
    }
}
