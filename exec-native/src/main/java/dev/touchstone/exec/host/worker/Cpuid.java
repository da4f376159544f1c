package dev.touchstone.exec.host.worker;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.host.NativeCode;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The instructions CPUID and XGETBV, as functions.
final class Cpuid implements AutoCloseable {
    /// void leaf(int leaf, int subleaf, int out[4]); long state(int which).
    private static final String SOURCE = """
        leaf:
            push rbx
            mov eax, edi
            mov ecx, esi
            mov r8, rdx
            cpuid
            mov [r8], eax
            mov [r8 + 4], ebx
            mov [r8 + 8], ecx
            mov [r8 + 12], edx
            pop rbx
            ret
        state:
            mov ecx, edi
            xgetbv
            shl rdx, 32
            or rax, rdx
            ret
        """;

    private final NativeCode code;
    private final MethodHandle cpuid;
    private final MethodHandle xgetbv;

    Cpuid() throws EngineMissingException {
        CodeImage image = TextAssembler.assemble(Isa.X86_64, SOURCE, 0);
        code = NativeCode.load(image);
        cpuid = code.function(image.offsetOf("leaf"), FunctionDescriptor.ofVoid(JAVA_INT, JAVA_INT, ADDRESS));
        xgetbv = code.function(image.offsetOf("state"), FunctionDescriptor.of(JAVA_LONG, JAVA_INT));
    }

    /// eax, ebx, ecx and edx.
    int[] leaf(int leaf, int subleaf) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(JAVA_INT, 4);
            cpuid.invokeExact(leaf, subleaf, out);
            return out.toArray(JAVA_INT);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    /// The states that the operating system has enabled. Only where CPUID says OSXSAVE.
    long xcr0() {
        try {
            return (long) xgetbv.invokeExact(0);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    @Override
    public void close() {
        code.close();
    }
}
