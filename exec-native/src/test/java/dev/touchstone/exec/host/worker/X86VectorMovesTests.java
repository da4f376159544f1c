package dev.touchstone.exec.host.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Machine;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Workers for processors that this host may not have: what is loaded and stored, from the bytes that our assembler
/// makes of their source.
class X86VectorMovesTests {
    private static final int OUTPUT = Layout.OUTPUT;

    /// Bytes of a move of a register: load and store are the same but for the opcode.
    private static byte[] assemble(String source) {
        CodeImage image = TextAssembler.assemble(Isa.X86_64, source, 0);
        assertEquals(Machine.X86_64, image.machine());
        return image.at(0);
    }

    @ParameterizedTest
    @CsvSource({
        "true,  '',                        movups,    xmm, 16, 16, '',    0",
        "true,  AVX,                       vmovups,   ymm, 32, 16, '',    0",
        "false, AVX,                       vmovups,   ymm, 32, 8,  '',    0",
        "true,  AVX AVX512F,               vmovdqu64, zmm, 64, 32, kmovw, 2",
        "true,  AVX AVX512F AVX512BW,      vmovdqu64, zmm, 64, 32, kmovq, 8",
        "false, AVX AVX512F AVX512BW,      vmovdqu64, zmm, 64, 8,  kmovq, 8",
    })
    void carriesWhatTheProcessorHas(
            boolean wide, String features, String move, String kind, int bytes, int count, String mask, int maskBytes) {
        Map<String, String> moves = X86VectorMoves.of(wide, Set.of(features.split(" "))::contains, OUTPUT);
        StringBuilder load = new StringBuilder();
        StringBuilder store = new StringBuilder();
        Map<Integer, Integer> passed = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int at = Layout.VECTORS + 64 * i;
            load.append("%s %s%d, [rbx + %d]\n".formatted(move, kind, i, at));
            store.append("%s [rbx + %d], %s%d\n".formatted(move, OUTPUT + at, kind, i));
            for (int part = bytes; part < 64; part += bytes) {
                passed.put(at + part, bytes);
            }
        }
        StringBuilder masks = new StringBuilder();
        for (int i = 0; i < 8 && maskBytes > 0; i++) {
            load.append("%s k%d, [rbx + %d]\n".formatted(mask, i, Layout.MASKS + 8 * i));
            masks.append("%s [rbx + %d], k%d\n".formatted(mask, OUTPUT + Layout.MASKS + 8 * i, i));
        }
        assertEquals(hex(load.toString()), hex(moves.get("LOAD_VECTORS")));
        String stored = moves.get("STORE_VECTORS");
        assertEquals(hex(store.toString()), hex(lines(stored, 0, count)));
        int end = stored.split("\n").length;
        int first = end - (maskBytes > 0 ? 8 : 0);
        assertEquals(hex(masks.toString()), hex(lines(stored, first, end)));
        assertPassed(stored.split("\n"), count, first, passed, maskBytes > 0 && maskBytes < 8);
    }

    /// What lies between is pairs: a part of the slot that the processor does not have is loaded and stored.
    private static void assertPassed(
            String[] lines, int from, int to, Map<Integer, Integer> passed, boolean wholeMasks) {
        int pairs = 0;
        for (int i = from; i < to; i += 2) {
            String load = lines[i];
            int at = Integer.parseInt(load.replaceAll(".*\\+ (\\d+)].*", "$1"));
            int to2 = Integer.parseInt(lines[i + 1].replaceAll(".*\\+ (\\d+)].*", "$1"));
            assertEquals(at + OUTPUT, to2, load);
            pairs += passed.containsKey(at) || wholeMasks && at == Layout.MASKS ? 1 : 0;
        }
        assertEquals(passed.size() + (wholeMasks ? 1 : 0), pairs);
        assertEquals((to - from) / 2, pairs);
    }

    private static String lines(String text, int from, int to) {
        List<String> lines = Arrays.asList(text.split("\n"));
        return String.join("\n", lines.subList(from, to));
    }

    private static String hex(String source) {
        return HexFormat.of().formatHex(assemble(source));
    }
}
