package dev.touchstone.exec.host.worker;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The instructions of a worker that move vectors: all vector and mask registers between a slot at rbx and the
/// processor, and blocks of memory. They are of the widest kind that the processor has.
///
/// @param move the instruction
/// @param register the registers' name without the number
/// @param bytes of a register
/// @param count of the registers
/// @param maskMove the instruction for mask registers; empty if there are none
/// @param states for `xrstor`; 0 if there is only `fxrstor`
/// @param output how far behind a slot its outcome stands
record X86VectorMoves(String move, String register, int bytes, int count, String maskMove, int states, int output) {
    private static final int X87_SSE = 0x3;
    private static final int AVX = 0x4;
    private static final int AVX512 = 0xE0;
    private static final int SLOT_VECTOR = 64;
    private static final int SLOT_MASK = 8;
    private static final int MASK_COUNT = 8;
    private static final int BLOCK = 64;
    /// Of memory that is looked through, at a time, and the registers that it is summed up in.
    private static final int LOOK = 256;

    private static final int SUMS = 4;
    /// Of what `fxsave` writes, all before the vectors.
    private static final int X87_BYTES = 160;

    /// The control word that FNINIT sets.
    static final int PLAIN_FCW = 0x37F;

    /// From the context of a signal to which rcx points.
    private static final String RESTORE_VECTORS = """
        mov eax, 0x%x
        xor edx, edx
        %s [rcx + %d]
        """;
    private static final String TEST_YMM = """
        vorps ymm0, ymm0, ymm1
        vorps ymm2, ymm2, ymm3
        vorps ymm0, ymm0, ymm2
        vptest ymm0, ymm0
        """;
    private static final String TEST_XMM = """
        orps xmm0, xmm1
        orps xmm2, xmm3
        orps xmm0, xmm2
        pxor xmm1, xmm1
        pcmpeqd xmm0, xmm1
        pmovmskb eax, xmm0
        cmp eax, 0xffff
        """;

    /// By their names in the source.
    ///
    /// @param has whether the processor has a feature
    static Map<String, String> of(boolean wide, Predicate<String> has, int output) {
        int count = wide ? 16 : 8;
        X86VectorMoves moves;
        if (has.test("AVX512F")) {
            boolean words = !has.test("AVX512BW");
            int states = X87_SSE | AVX | AVX512;
            moves = new X86VectorMoves(
                    "vmovdqu64", "zmm", 64, wide ? 32 : 8, words ? "kmovw" : "kmovq", states, output);
        } else if (has.test("AVX")) {
            moves = new X86VectorMoves("vmovups", "ymm", 32, count, "", X87_SSE | AVX, output);
        } else {
            moves = new X86VectorMoves("movups", "xmm", 16, count, "", 0, output);
        }
        return moves.values();
    }

    private Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        boolean avx = states != 0;
        String source = avx ? "%2$s%3$d, " : "";
        values.put("LOAD_VECTORS", loadVectors());
        values.put("STORE_VECTORS", storeVectors());
        values.put("LOAD_BLOCK", block("%s %s%d, [rsi + rcx + %d]", "movups"));
        values.put("STORE_BLOCK", block("%1$s [rdi + rcx + %4$d], %2$s%3$d", "movups"));
        values.put("ZERO_BLOCK", block("%1$s %2$s%3$d, " + source + "%2$s%3$d", "xorps"));
        values.put("ZERO_SUMS", sums("%1$s %2$s%3$d, " + source + "%2$s%3$d", "xorps", SUMS));
        values.put("OR_SUMS", sums("%1$s %2$s%3$d, " + source + "[rdi + rcx + %4$d]", "orps", LOOK / step()));
        values.put("TEST_SUMS", avx ? TEST_YMM : TEST_XMM);
        values.put("STORE_PLAIN_X87", storePlainX87());
        values.put("RELEASE_VECTORS", avx ? "vzeroupper" : "");
        values.put(
                "RESTORE_VECTORS",
                RESTORE_VECTORS.formatted(states, avx ? "xrstor" : "fxrstor", SignalContext.X86_64.vectorsFrom()));
        return values;
    }

    private String loadVectors() {
        return lines(count, i -> "%s %s%d, [rbx + %d]".formatted(move, register, i, Layout.VECTORS + i * SLOT_VECTOR))
                + lines(
                        maskMove.isEmpty() ? 0 : MASK_COUNT,
                        i -> "%s k%d, [rbx + %d]".formatted(maskMove, i, Layout.MASKS + i * SLOT_MASK));
    }

    private String storeVectors() {
        int masks = output + Layout.MASKS;
        int vectors = output + Layout.VECTORS;
        return lines(
                        maskMove.isEmpty() ? 0 : MASK_COUNT,
                        i -> "%s [rbx + %d], k%d".formatted(maskMove, masks + i * SLOT_MASK, i))
                + lines(count, i -> "%s [rbx + %d], %s%d".formatted(move, vectors + i * bytes, register, i));
    }

    /// A line for each register that a block of memory takes; at most ymm, as zmm slows the processor.
    ///
    /// @param format of the instruction, the register's kind and number, and the place in the block
    private String block(String format, String instruction) {
        return lines(BLOCK / step(), i -> move(format, instruction, i, i * step()));
    }

    /// The same for a larger block of which each register takes several parts.
    private String sums(String format, String instruction, int count) {
        return lines(count, i -> move(format, instruction, i % SUMS, i * step()));
    }

    private String move(String format, String instruction, int number, int place) {
        boolean avx = states != 0;
        return format.formatted(avx ? "v" + instruction : instruction, avx ? "ymm" : "xmm", number, place);
    }

    private int step() {
        return states != 0 ? 32 : 16;
    }

    /// The x87 state as FNINIT leaves it, and registers that are zero.
    private String storePlainX87() {
        boolean avx = states != 0;
        int step = avx ? 32 : 16;
        int at = output + Layout.FX;
        String zero = avx ? "vxorps ymm0, ymm0, ymm0\n" : "xorps xmm0, xmm0\n";
        String store = avx ? "vmovups [rbx + %d], ymm0" : "movups [rbx + %d], xmm0";
        return zero
                + lines(X87_BYTES / step, i -> store.formatted(at + i * step))
                + "mov word ptr [rbx + %d], 0x%x\n".formatted(at, PLAIN_FCW);
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(i -> line.apply(i) + "\n").collect(Collectors.joining());
    }
}
