package dev.touchstone.encoder.arm;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import dev.touchstone.relocation.CodeBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A32 and T32 text against recorded bytes: choices between encodings, aliases, lists, and what must be refused.
final class AArch32TextTests {
    private static String hex(ArmLanguage language, ArmInstruction instruction) {
        CodeBuffer code = new CodeBuffer(language.machine());
        language.encode(instruction, code);
        return HexFormat.of().formatHex(code.array(), 0, code.position());
    }

    private static String assembled(ArmLanguage language, String statement) {
        return hex(language, language.parse(statement, SymbolScope.NONE, 0));
    }

    private static List<Row> vectors(Isa isa) {
        String name = isa.label() + ".vectors";
        try (InputStream in = AArch32TextTests.class.getResourceAsStream(name)) {
            return TableReader.read(
                    name, new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Isa.class,
            names = {"A32", "T32"})
    void recordedStatementsGiveTheRecordedBytes(Isa isa) {
        ArmLanguage language = ArmLanguage.of(isa);
        assertAll(vectors(isa).stream()
                .map(row -> () -> assertEquals(row.column(1), assembled(language, row.column(0)), row.column(0))));
    }

    @ParameterizedTest
    @EnumSource(
            value = Isa.class,
            names = {"A32", "T32"})
    void whatIsDecodedAssemblesToTheSameBytes(Isa isa) {
        ArmLanguage language = ArmLanguage.of(isa);
        assertAll(vectors(isa).stream().map(row -> () -> {
            byte[] code = HexFormat.of().parseHex(row.column(1));
            String text = language.format(language.decode(code, 0).instruction(), 0);
            assertEquals(row.column(1), assembled(language, text), row.column(0) + " decodes to " + text);
        }));
    }

    @Test
    void a32RefusesWhatHasNoEncoding() {
        refused(
                Isa.A32,
                "mov r0, #0x12345",
                "add r0, r1, r2, lsl #32",
                "ldrd r1, r2, [r0]",
                "ldrd r2, r3, [r3]!",
                "ldr r0, [r0], #4",
                "ldm r0!, {r0, r1}",
                "umull r1, r1, r2, r3",
                "strex r1, r1, [r2]",
                "sbfx r0, r1, #31, #2",
                "msr cpsr_q, r0",
                "vmov.f32 s0, #0.1",
                "vld1.8 {d30, d31, d32}, [r0]",
                "vadd.f32 s0, s1, d2",
                "vshr.s8 d0, d1, #9",
                "b #2");
    }

    @Test
    void t32RefusesWhatHasNoEncoding() {
        refused(
                Isa.T32,
                "ands.n r0, r8",
                "movs.n r0, #256",
                "cbz r8, #4",
                "cbz r0, #128",
                "push.n {r8}",
                "ldm.w r0!, {r0, r1}",
                "pop.w {r4, lr, pc}",
                "addeq.w pc, r0, r1",
                "itet al",
                "rsc r0, r1, r2",
                "tbb [r0, pc]",
                "vaddv.u8 r1, q1",
                "vldrw.u32 q0, [r1, #2]",
                "le lr, #8");
    }

    private static void refused(Isa isa, String... statements) {
        ArmLanguage language = ArmLanguage.of(isa);
        assertAll(Stream.of(statements)
                .map(statement -> () ->
                        assertThrows(IllegalArgumentException.class, () -> assembled(language, statement), statement)));
    }
}
