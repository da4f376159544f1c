package dev.touchstone.conformance;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.Executors;
import dev.touchstone.isa.Isa;

/// The plug-ins by name. What can't be had fails the test with the remedy: nothing skips in silence.
public final class Plugins {
    private Plugins() {}

    public static Executor executor(String name, Isa isa) throws EngineMissingException {
        return Executors.open(name, isa);
    }

    /// A64, A32 and T32 code under qemu. Without qemu the test is aborted, or, where `TOUCHSTONE_TOOLCHAINS=required`
    /// stands in the environment, fails.
    public static Executor qemuUser(Isa isa) throws EngineMissingException {
        try {
            return executor("qemu-user", isa);
        } catch (EngineMissingException e) {
            if (areToolchainsRequired()) {
                throw e;
            }
            return abort(e.getMessage() + " (on Debian, ci/toolchains.sh installs all)");
        }
    }

    /// Whether programs of the system that a test wants must be there.
    public static boolean areToolchainsRequired() {
        return "required".equals(System.getenv("TOUCHSTONE_TOOLCHAINS"));
    }
}
