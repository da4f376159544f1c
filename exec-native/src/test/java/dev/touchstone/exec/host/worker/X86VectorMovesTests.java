package dev.touchstone.exec.host.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Machine;
import java.util.HexFormat;
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
        "true,  '',                        movups,    xmm, 16, 16, ''",
        "true,  AVX,                       vmovups,   ymm, 32, 16, ''",
        "false, AVX,                       vmovups,   ymm, 32, 8,  ''",
        "true,  AVX AVX512F,               vmovdqu64, zmm, 64, 32, kmovw",
        "true,  AVX AVX512F AVX512BW,      vmovdqu64, zmm, 64, 32, kmovq",
        "false, AVX AVX512F AVX512BW,      vmovdqu64, zmm, 64, 8,  kmovq",
    })
    void carriesWhatTheProcessorHas(
            boolean wide, String features, String move, String kind, int bytes, int count, String mask) {
        Map<String, String> moves = X86VectorMoves.of(wide, Set.of(features.split(" "))::contains, OUTPUT);
        StringBuilder load = new StringBuilder();
        StringBuilder store = new StringBuilder();
        for (int i = 0; i < count; i++) {
            load.append("%s %s%d, [rbx + %d]\n".formatted(move, kind, i, Layout.VECTORS + 64 * i));
        }
        for (int i = 0; i < 8 && !mask.isEmpty(); i++) {
            load.append("%s k%d, [rbx + %d]\n".formatted(mask, i, Layout.MASKS + 8 * i));
            store.append("%s [rbx + %d], k%d\n".formatted(mask, OUTPUT + Layout.MASKS + 8 * i, i));
        }
        for (int i = 0; i < count; i++) {
            store.append("%s [rbx + %d], %s%d\n".formatted(move, OUTPUT + Layout.VECTORS + bytes * i, kind, i));
        }
        assertEquals(hex(load.toString()), hex(moves.get("LOAD_VECTORS")));
        assertEquals(hex(store.toString()), hex(moves.get("STORE_VECTORS")));
    }

    private static String hex(String source) {
        return HexFormat.of().formatHex(assemble(source));
    }
}
