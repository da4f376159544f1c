package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.ExecutorProvider;
import dev.touchstone.exec.host.posix.Posix;
import dev.touchstone.exec.host.system.SystemCallException;
import dev.touchstone.isa.Isa;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The host's own processor: x86-64 and x86-32 on x86-64 Linux, x86-64 on x86-64 Windows; A64 on AArch64 Linux, and A32
/// and T32 where that runs them.
public final class NativeExecutorProvider implements ExecutorProvider {
    static final String NAME = "native";
    private static final String EMULATE = ""; // nothing mends it on this host: emulation judges there
    /// The sets that processors run, by their names as `os.arch` has them. An AArch64 processor may have A32
    /// and T32 or not.
    private static final Map<String, List<Isa>> RUNS = Map.of(
            "amd64", List.of(Isa.X86_64, Isa.X86_32),
            "x86_64", List.of(Isa.X86_64, Isa.X86_32),
            "x86", List.of(Isa.X86_32),
            "aarch64", List.of(Isa.A64, Isa.A32, Isa.T32),
            "arm", List.of(Isa.A32, Isa.T32));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String describe() throws EngineMissingException {
        EngineMissingException refusal = refusal(system(), processor(), pageBytes(), null);
        if (refusal != null) {
            throw refusal;
        }
        String model = isArm(processor())
                ? ArmProcessor.get().model()
                : HostProcessor.get().model();
        return model + ", " + system() + " " + System.getProperty("os.version");
    }

    @Override
    public Executor open(Isa isa) throws EngineMissingException {
        EngineMissingException refusal = refusal(system(), processor(), pageBytes(), isa);
        if (refusal != null) {
            throw refusal;
        }
        try {
            return isArm(processor()) ? WorkerExecutor.open(isa, new ArmHost(isa)) : WorkerExecutor.open(isa);
        } catch (SystemCallException e) {
            throw new EngineMissingException(NAME, String.valueOf(e.getMessage()), EMULATE);
        }
    }

    private static String system() {
        return System.getProperty("os.name", "unknown");
    }

    private static boolean isArm(String processor) {
        return processor.equals("aarch64");
    }

    private static String processor() {
        return System.getProperty("os.arch", "unknown");
    }

    /// Windows has pages of 4 KiB on all processors that workers run on.
    private static long pageBytes() {
        return system().equals("Linux") ? Posix.pageSize() : Layout.PAGE;
    }

    /// Why code of that set can't be run on that kind of host; null if it can.
    ///
    /// @param pageBytes of the kernel's smallest page
    /// @param isa null for any
    static @Nullable EngineMissingException refusal(
            String system, String processor, long pageBytes, @Nullable Isa isa) {
        List<Isa> runs = RUNS.getOrDefault(processor, List.of());
        if (isa != null && !runs.contains(isa)) {
            return new EngineMissingException(
                    NAME, "this host's processor (" + processor + ") runs no " + isa + " code", EMULATE);
        }
        String reason = lack(system, processor, isa);
        if (reason == null && pageBytes > Layout.PAGE) {
            reason = "a worker's memory is laid out in pages of " + Layout.PAGE + " bytes, this kernel's have "
                    + pageBytes;
        }
        return reason == null ? null : new EngineMissingException(NAME, reason, EMULATE);
    }

    /// What the system of that host lacks, or we for it.
    private static @Nullable String lack(String system, String processor, @Nullable Isa isa) {
        boolean windows = system.startsWith("Windows");
        if (system.startsWith("Mac")) {
            return "snippets stand below 4 GiB, where macOS maps nothing in a 64-bit process";
        }
        boolean x86 = RUNS.getOrDefault(processor, List.of()).contains(Isa.X86_64);
        if (!system.equals("Linux") && !(windows && x86) || !x86 && !isArm(processor)) {
            return "native execution on " + system + " on " + processor + " is not implemented yet";
        }
        return windows && isa == Isa.X86_32 ? "32-bit code runs on Linux only, on Windows 64-bit code does" : null;
    }
}
