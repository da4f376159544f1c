package dev.touchstone.exec.host.memory;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.engines.Host;
import dev.touchstone.exec.host.system.SystemCallException;
import org.jspecify.annotations.Nullable;

/// What an operating system has to offer for memory: pages, their protection, and two views of the same pages.
/// Addresses are plain numbers: whoever maps them keeps them. Thread-safe.
public interface HostPages {
    /// What may be done with a page. None is writable and executable.
    enum Protection {
        NONE,
        READ_WRITE,
        READ_EXECUTE
    }

    /// The same pages twice: for the processor to fetch code from, and to write it.
    record Views(long code, long data) {}

    /// Those of this host.
    ///
    /// @throws EngineMissingException if there are none for its system
    static HostPages ofHost() throws EngineMissingException {
        Host host = Host.current();
        if (host.os().startsWith("linux")) {
            return new LinuxPages();
        }
        if (host.isWindows()) {
            return new WindowsPages();
        }
        if (host.isMac()) {
            return new MacPages();
        }
        throw new EngineMissingException(
                "native",
                "executable memory is not implemented for " + System.getProperty("os.name"),
                "run it on Linux, Windows or macOS, or under emulation");
    }

    /// Bytes of a page: what protection is a matter of.
    long pageSize();

    /// What the address of a mapping is a multiple of: a page or more.
    long granularity();

    /// Maps pages that are zero.
    ///
    /// @param address where exactly, a multiple of [#granularity()]; 0 for anywhere
    /// @param bytes a multiple of a page
    /// @throws SystemCallException if the system refuses; the message says what to change if it refuses
    ///     executable memory
    long map(long address, long bytes, Protection protection);

    /// Changes what may be done with whole pages.
    ///
    /// @throws SystemCallException if the system refuses
    void protect(long address, long bytes, Protection protection);

    /// Gives back what one [#map] took, all of it.
    ///
    /// @throws SystemCallException if the system refuses
    void unmap(long address, long bytes);

    /// Maps two views of the same new pages, which are zero.
    ///
    /// @param address where exactly the view for code stands, a multiple of [#granularity()]; 0 for anywhere
    /// @param bytes a multiple of a page
    /// @throws SystemCallException if the system refuses
    /// @throws UnsupportedOperationException if it has no such thing
    Views mapViews(long address, long bytes);

    /// Gives back what one [#mapViews] took, all of it.
    ///
    /// @throws SystemCallException if the system refuses
    void unmapViews(Views views, long bytes);

    /// How code is written where a thread makes pages writable for itself only; null where that is not how.
    default @Nullable PerThreadWriter perThreadWriter() {
        return null;
    }
}
