package dev.touchstone.exec.host.memory;

import dev.touchstone.exec.host.system.SystemCallException;
import dev.touchstone.exec.host.windows.Kernel32;
import dev.touchstone.exec.host.windows.Sections;

/// `VirtualAlloc`; two views are two views of a section of the paging file.
final class WindowsPages implements HostPages {
    private static final String ADVICE = "Arbitrary Code Guard refuses memory for code: allow dynamic code for the"
            + " program that runs the JVM (Set-ProcessMitigation -Name java.exe -Disable DynamicCode), or don't set"
            + " ProcessDynamicCodePolicy in it";

    @Override
    public long pageSize() {
        return Kernel32.pageSize();
    }

    @Override
    public long granularity() {
        return Kernel32.granularity();
    }

    @Override
    public long map(long address, long bytes, Protection protection) {
        try {
            return Kernel32.virtualAlloc(address, bytes, Kernel32.MEM_RESERVE | Kernel32.MEM_COMMIT, bits(protection));
        } catch (SystemCallException e) {
            throw advised(e);
        }
    }

    @Override
    public void protect(long address, long bytes, Protection protection) {
        try {
            Kernel32.virtualProtect(address, bytes, bits(protection));
        } catch (SystemCallException e) {
            throw advised(e);
        }
    }

    @Override
    public void unmap(long address, long bytes) {
        Kernel32.virtualFree(address);
    }

    @Override
    public Views mapViews(long address, long bytes) {
        long section = 0;
        long code = 0;
        try {
            section = Sections.createFileMapping(bytes, Kernel32.PAGE_EXECUTE_READWRITE);
            code = Sections.mapView(section, Sections.FILE_MAP_READ | Sections.FILE_MAP_EXECUTE, bytes, address);
            return new Views(
                    code, Sections.mapView(section, Sections.FILE_MAP_READ | Sections.FILE_MAP_WRITE, bytes, 0));
        } catch (SystemCallException e) {
            if (code != 0) {
                Sections.unmapView(code);
            }
            throw advised(e);
        } finally {
            if (section != 0) {
                Sections.closeHandle(section); // The views keep the section.
            }
        }
    }

    @Override
    public void unmapViews(Views views, long bytes) {
        Sections.unmapView(views.code());
        Sections.unmapView(views.data());
    }

    static SystemCallException advised(SystemCallException e) {
        return e.code() == Kernel32.ERROR_DYNAMIC_CODE_BLOCKED ? e.advised(ADVICE) : e;
    }

    private static int bits(Protection protection) {
        return switch (protection) {
            case NONE -> Kernel32.PAGE_NOACCESS;
            case READ_WRITE -> Kernel32.PAGE_READWRITE;
            case READ_EXECUTE -> Kernel32.PAGE_EXECUTE_READ;
        };
    }
}
