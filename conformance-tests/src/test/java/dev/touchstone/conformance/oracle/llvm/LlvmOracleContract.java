package dev.touchstone.conformance.oracle.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.Readings;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What LLVM answers, however it is reached.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LlvmOracleContract {
    private static final long ADDRESS = 0x2000_0000L;
    private @Nullable Oracle opened;

    abstract Oracle open() throws EngineMissingException;

    @BeforeAll
    void prepare() throws EngineMissingException {
        opened = open();
    }

    @AfterAll
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    final Oracle llvm() {
        return Objects.requireNonNull(opened);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X86_64 | add rax, rbx | 4801d8",
                "X86_64 | vaddps zmm1 {k2} {z}, zmm3, dword ptr [rax+4]{1to16} | 62f164da584801",
                "X86_64 | vaddps zmm1, zmm2, zmm3, {rz-sae} | 62f16c7858cb",
                "X86_64 | jmp 0x20000010 | eb0e",
                "X86_64 | jmp 0x20000100 | e9fb000000",
                "X86_64 | jmp 0x1fffff00 | e9fbfeffff",
                "X86_64 | call 0x20000005 | e800000000",
                "X86_64 | loop 0x20000000 | e2fe",
                "X86_64 | mov rax, qword ptr [rip+0x10] | 488b0510000000",
                "X86_32 | jne 0x20000010 | 750e",
                "X86_32 | mov eax, dword ptr [0x21000000] | a100000021",
                "X86_32 | call 0xf0000000 | e8fbffffcf",
                "A64 | ldr x0, [x1], #16 | 200441f8",
                "A64 | add z0.s, p1/m, z0.s, z2.s | 40048004",
                "A64 | b #16 | 04000014",
                "A32 | ldmdb sp, {fp, sp, pc} | 00a81de9",
                "A32 | vadd.f32 q0, q1, q2 | 440d02f2",
                "A32 | swp r0, r1, [r2] | 910002e1",
                "T32 | it eq\\naddeq r0, r0, r1 | 08bf4018",
                "T32 | vadd.i32 q0, q1, q2 | 22ef4408",
                "T32 | vctp.8 r0 | 00f001e8",
                "T32 | tbb [pc, r0] | dfe800f0",
            })
    void assembles(Isa isa, String line, String bytes) {
        assertEquals(
                List.of(new Answer.Bytes(HexFormat.of().parseHex(bytes))),
                llvm().assemble(isa, List.of(line.replace("\\n", "\n")), ADDRESS));
    }

    @ParameterizedTest
    @CsvSource({"X86_64, nop", "X86_32, nop", "A64, nop", "A32, nop", "T32, nop"})
    void aBadLineAmongGoodOnesIsRefusedAlone(Isa isa, String good) {
        List<Answer> answers =
                llvm().assemble(isa, List.of(good, "frobnicate r1, r2", good, "", good, ".byte 1"), ADDRESS);
        Answer nop = llvm().assemble(isa, List.of(good), ADDRESS).getFirst();
        assertInstanceOf(Answer.Bytes.class, nop);
        assertEquals(List.of(nop, nop, nop), List.of(answers.get(0), answers.get(2), answers.get(4)));
        for (int bad : new int[] {1, 3, 5}) {
            assertInstanceOf(Answer.Refused.class, answers.get(bad));
        }
        assertTrue(
                answers.get(1).toString().matches(".*(mnemonic|instruction).*"),
                answers.get(1).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A64 | nop; b elsewhere; add x0, x1, x99; movprfx z0, z1; ret",
                "A32 | nop; b elsewhere; stm r0!, {r1}^; @ nothing; add r0, r0, r1; swp r0, r1, [r2]",
                "T32 | nop; b.w elsewhere; it eq\\naddeq r0, r0, r1; adds r0, r0, r1; addeq r0, r0, r1; mov r0, #999999; bx lr",
            })
    void aBatchSaysWhatItsLinesSayAlone(Isa isa, String all) {
        List<String> lines = Arrays.stream(all.split("; "))
                .map(line -> line.replace("\\n", "\n"))
                .toList();
        List<Answer> alone = lines.stream()
                .map(line -> llvm().assemble(isa, List.of(line), ADDRESS).getFirst())
                .toList();
        assertEquals(alone, llvm().assemble(isa, lines, ADDRESS));
        assertTrue(alone.stream().anyMatch(Answer.Refused.class::isInstance), alone::toString);
        assertInstanceOf(Answer.Bytes.class, alone.getLast());
    }

    @Test
    void manyLinesKeepTheirPlaces() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            lines.add(i % 7 == 3 ? "bad " + i : "mov eax, 0x%x".formatted(i));
        }
        List<Answer> answers = llvm().assemble(Isa.X86_64, lines, ADDRESS);
        for (int i = 0; i < lines.size(); i++) {
            if (i % 7 == 3) {
                assertInstanceOf(Answer.Refused.class, answers.get(i));
            } else {
                assertEquals(
                        "b8%02x%02x0000".formatted(i & 0xFF, i >> 8),
                        answers.get(i).toString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X86_64 | 4801d8 | add rax, rbx | 3",
                "X86_64 | c744240878563412 | mov dword ptr [rsp + 0x8], 0x12345678 | 8",
                "X86_64 | eb0e | jmp 0x20000010 | 2",
                "X86_64 | 750e90 | jne 0x20000010;nop | 3",
                "X86_64 | 9bdbe3 | finit | 3",
                "X86_64 | f03018 | lock xor byte ptr [rax], bl | 3",
                "X86_64 | 9b90 | wait;nop | 2",
                "X86_64 | 62f16c4858cb | {evex} vaddps zmm1, zmm2, zmm3 | 6",
                "X86_64 | 669c | pushfw | 2",
                "X86_64 | c5f8c6c103 | vshufps xmm0, xmm0, xmm1, 0x3 | 5",
                "X86_64 | b8000000 | | 0",
                "X86_64 | 9006 | nop | 1",
                "X86_32 | e8fbffffcf | call 0xf0000000 | 5",
                "A64 | 2000028b | add x0, x1, x2 | 4",
                "A64 | 20f16025 | add z0.h, z0.h, #0x8900 | 4",
                "A64 | 00000000 | udf #0x0 | 4",
                "A64 | 1f2003d5ffffffff | nop | 4",
                "A64 | 1f80ebb8 | swpal w11, wzr, [x0] | 4",
                "A32 | f000f0e7 | udf #0x0 | 4",
                "A32 | 820181e0 | add r0, r1, r2, lsl #3 | 4",
                "T32 | 08bf4018 | it eq;addeq r0, r0, r1 | 4",
                "T32 | 4018 | adds r0, r0, r1 | 2",
                "T32 | 08bf | it eq | 2",
                "T32 | 00de | udf #0x0 | 2",
                "T32 | f0f700a0 | udf.w #0x0 | 4",
                "T32 | 4018 | adds r0, r0, r1 | 2",
                "T32 | 00f001e8 | vctp.8 r0 | 4",
            })
    void disassembles(Isa isa, String code, @Nullable String text, int length) {
        Answer expected = length == 0
                ? new Answer.Refused("no instruction")
                : new Answer.Text(String.valueOf(text).replace(';', '\n'), length);
        assertEquals(
                List.of(expected),
                llvm().disassemble(isa, List.of(HexFormat.of().parseHex(code)), ADDRESS));
    }

    @Test
    void manyPiecesKeepTheirPlaces() {
        List<byte[]> code = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            code.add(HexFormat.of().parseHex(i % 7 == 3 ? "06" : "b8%02x%02x0000".formatted(i & 0xFF, i >> 8)));
        }
        List<Answer> answers = llvm().disassemble(Isa.X86_64, code, ADDRESS);
        for (int i = 0; i < code.size(); i++) {
            assertEquals(
                    i % 7 == 3
                            ? new Answer.Refused("no instruction")
                            : new Answer.Text("mov eax, 0x" + Integer.toHexString(i), 5),
                    answers.get(i));
        }
    }

    /// Pieces of all kinds: whole ones, none, halves, two in one, and one that only the second target knows.
    @ParameterizedTest
    @CsvSource({
        "X86_64, 4, 4801d890 90909090 06060606 750e9090",
        "A64, 4, 2000028b ffffffff 20f16025 00000000 1f80ebb8 2000028b",
        "A32, 4, 820181e0 ffffffff 910002e1 f000f0e7 01a08ee8",
        "T32, 2, 4018 08bf 4018 00de 00f0 ffde",
        "T32, 4, 00f001e8 7fe97fe9 aff31080 ffffffff 08bf4018 40180000 22ef4408 f0f700a0 4018ffff 4018 08bf"
    })
    void readsManyAsItDisassemblesThem(Isa isa, int width, String hex) {
        byte[] code = HexFormat.of().parseHex(hex.replace(" ", ""));
        int count = code.length / width;
        List<byte[]> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pieces.add(Arrays.copyOfRange(code, i * width, (i + 1) * width));
        }
        List<String> expected = llvm().disassemble(isa, pieces, ADDRESS).stream()
                .map(answer -> answer instanceof Answer.Text(String text, int length) && length == width ? text : "")
                .toList();
        Readings readings = new Readings();
        for (int round = 0; round < 2; round++) {
            llvm().read(isa, code, width, count, ADDRESS, readings);
            assertEquals(
                    expected, IntStream.range(0, count).mapToObj(readings::text).toList());
        }
        assertEquals(
                expected.stream().map(text -> !text.isEmpty()).toList(),
                IntStream.range(0, count).mapToObj(readings::isRead).toList());
        assertTrue(expected.stream().anyMatch(text -> !text.isEmpty()), expected::toString);
    }

    @Test
    void whatIsNoInstructionIsRefused() {
        List<Answer> answers = llvm().disassemble(
                        Isa.A64,
                        List.of(
                                HexFormat.of().parseHex("ffffffff"),
                                HexFormat.of().parseHex("1f20")),
                        ADDRESS);
        answers.forEach(answer -> assertInstanceOf(Answer.Refused.class, answer));
    }
}
