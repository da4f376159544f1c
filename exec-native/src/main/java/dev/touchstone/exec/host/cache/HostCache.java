package dev.touchstone.exec.host.cache;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.engines.Host;
import org.jspecify.annotations.Nullable;

/// The choice, made when it is first needed.
final class HostCache {
    private static @Nullable InstructionCache chosen;

    private HostCache() {}

    static synchronized InstructionCache get() throws EngineMissingException {
        if (chosen == null) {
            chosen = choose(Host.current());
        }
        return chosen;
    }

    private static InstructionCache choose(Host host) throws EngineMissingException {
        boolean arm = host.arch().equals("aarch64");
        if (!arm && !host.arch().equals("x86_64")) {
            throw new EngineMissingException(
                    "native",
                    "how instruction caches of " + host.arch() + " are synchronised is not known",
                    "run it on x86-64 or AArch64, or under emulation");
        }
        if (host.isWindows()) {
            return new WindowsCache();
        }
        if (host.isMac()) {
            return new MacCache(arm);
        }
        return arm ? new LinuxArmCache() : new LinuxX86Cache();
    }
}
