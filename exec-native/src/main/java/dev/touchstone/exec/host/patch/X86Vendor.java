package dev.touchstone.exec.host.patch;

import static dev.touchstone.exec.host.system.SystemFunctions.unexpected;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.host.memory.CodeMemory;
import dev.touchstone.exec.host.memory.ExecutableMemory;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;

/// Who made this processor.
final class X86Vendor {
    /// The first letters of `AuthenticAMD` and `HygonGenuine`.
    private static final int AUTH = 0x6874_7541;

    private static final int HYGO = 0x6F67_7948;

    private static final boolean AMD = isAmd();

    private X86Vendor() {}

    /// Whether its manual allows a whole instruction to be replaced under other threads.
    static boolean documentsWholeInstructions() {
        return AMD;
    }

    private static boolean isAmd() {
        // push rbx; xor eax, eax; cpuid; mov eax, ebx; pop rbx; ret
        byte[] code = HexFormat.of().parseHex("5331c00fa289d85bc3");
        try (CodeMemory memory = ExecutableMemory.ofHost().allocate(code.length)) {
            memory.write(0, code, true);
            int letters = (int) Linker.nativeLinker()
                    .downcallHandle(memory.segment(), FunctionDescriptor.of(ValueLayout.JAVA_INT))
                    .invokeExact();
            return letters == AUTH || letters == HYGO;
        } catch (EngineMissingException e) {
            return false;
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }
}
