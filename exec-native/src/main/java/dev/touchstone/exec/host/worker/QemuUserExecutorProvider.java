package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.ExecutorProvider;
import dev.touchstone.exec.host.system.SystemCallException;
import dev.touchstone.isa.Isa;
import org.jspecify.annotations.Nullable;

/// x86-64, A64, A32 and T32 under qemu's user mode, on x86-64 Linux.
public final class QemuUserExecutorProvider implements ExecutorProvider {
    @Override
    public String name() {
        return QemuUser.NAME;
    }

    @Override
    public String describe() throws EngineMissingException {
        require(refusal(System.getProperty("os.name", "unknown"), System.getProperty("os.arch", "unknown"), Isa.A64));
        QemuBinary wide = QemuBinary.of(Isa.A64);
        QemuBinary narrow = QemuBinary.of(Isa.A32);
        return "%s from %s, %s from %s".formatted(wide.version(), wide.path(), narrow.version(), narrow.path());
    }

    @Override
    public Executor open(Isa isa) throws EngineMissingException {
        require(refusal(System.getProperty("os.name", "unknown"), System.getProperty("os.arch", "unknown"), isa));
        try {
            return WorkerExecutor.open(isa, new QemuUser(isa));
        } catch (SystemCallException e) {
            throw new EngineMissingException(QemuUser.NAME, String.valueOf(e.getMessage()), "");
        }
    }

    private static void require(@Nullable EngineMissingException refusal) throws EngineMissingException {
        if (refusal != null) {
            throw refusal;
        }
    }

    /// Why code of that set is not run on that kind of host; null if it is.
    static @Nullable EngineMissingException refusal(String system, String processor, Isa isa) {
        if (isa == Isa.X86_32) {
            // Workers are 64-bit programs: a processor takes them to 32-bit code and back, qemu-x86_64 translates
            // 64-bit code only.
            return new EngineMissingException(QemuUser.NAME, "it runs no worker for " + isa + " code", "");
        }
        boolean x86 = processor.equals("amd64") || processor.equals("x86_64");
        if (!system.equals("Linux") || !x86) {
            return new EngineMissingException(
                    QemuUser.NAME, "it is started on Linux on x86-64 only, not on " + system + " on " + processor, "");
        }
        return null;
    }
}
