package dev.touchstone.exec.host.worker;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.host.NativeCode;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The instructions CPUID and XGETBV, as functions.
final class Cpuid implements AutoCloseable {
    /// void leaf(void), void state(void): arguments and results stand at `words`, so that no calling convention
    /// counts.
    private static final String SOURCE = """
        .globl leaf, state, words
        leaf:
            push rbx
            mov eax, [words]
            mov ecx, [words + 4]
            cpuid
            mov [words], eax
            mov [words + 4], ebx
            mov [words + 8], ecx
            mov [words + 12], edx
            pop rbx
            ret
        state:
            xor ecx, ecx
            xgetbv
            mov [words], eax
            mov [words + 4], edx
            ret
        .data
        .balign 8
        words:
            .quad 0, 0
        """;

    private static final int WORDS_BYTES = 16;

    private final NativeCode code;
    private final MethodHandle cpuid;
    private final MethodHandle xgetbv;
    private final MemorySegment words;

    Cpuid() throws EngineMissingException {
        CodeImage image = TextAssembler.assemble(Isa.X86_64, SOURCE, 0);
        code = NativeCode.load(image);
        cpuid = code.function(image.offsetOf("leaf"), FunctionDescriptor.ofVoid());
        xgetbv = code.function(image.offsetOf("state"), FunctionDescriptor.ofVoid());
        words = MemorySegment.ofAddress(code.addressOf("words")).reinterpret(WORDS_BYTES);
    }

    /// eax, ebx, ecx and edx.
    int[] leaf(int leaf, int subleaf) {
        words.set(JAVA_INT, 0, leaf);
        words.set(JAVA_INT, 4, subleaf);
        try {
            cpuid.invokeExact();
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
        return words.toArray(JAVA_INT);
    }

    /// The states that the operating system has enabled. Only where CPUID says OSXSAVE.
    long xcr0() {
        try {
            xgetbv.invokeExact();
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
        return words.get(JAVA_LONG, 0);
    }

    @Override
    public void close() {
        code.close();
    }
}
