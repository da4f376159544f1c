package dev.touchstone.conformance.oracle.keystone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.engines.Engine;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Keystone must do wherever it comes from.
abstract class KeystoneContract {
    private static final long ADDRESS = 0x2000_0000L;
    private final Map<Isa, Oracle> oracles = new EnumMap<>(Isa.class);

    /// Where Keystone comes from.
    abstract Engine engine();

    /// What is said of a line that ends Keystone.
    abstract String ended();

    private Oracle keystone(Isa isa) {
        return oracles.computeIfAbsent(isa, i -> {
            try {
                return new KeystoneProvider(engine()).open(i);
            } catch (EngineMissingException e) {
                throw new AssertionError(e);
            }
        });
    }

    @AfterEach
    void close() {
        oracles.values().forEach(Oracle::close);
    }

    private static Answer bytes(String hex) {
        return new Answer.Bytes(HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X86_64 | add rax, rbx | 4801d8",
                "X86_64 | add rax, 100 | 4883c064",
                "X86_64 | jmp 0x20000010 | eb0e",
                "X86_64 | call 0x20000005 | e800000000",
                "X86_64 | vaddps zmm1, zmm2, zmm3, {rz-sae} | 62f16c7858cb",
                "X86_32 | jne 0x20000012 | 7510",
                "A64 | b #16 | 04000014",
                "A64 | b #-8 | feffff17",
                "A64 | ldr x0, [x1], #16 | 200441f8",
                "A32 | b #16 | 040000ea",
                "A32 | swp r0, r1, [r2] | 910002e1",
                "T32 | it eq\\naddeq r0, r0, r1 | 08bf4018",
                "T32 | b #16 | 08e0",
            })
    void assembles(Isa isa, String line, String bytes) {
        assertEquals(List.of(bytes(bytes)), keystone(isa).assemble(isa, List.of(line.replace("\\n", "\n")), ADDRESS));
    }

    @Test
    void aLineThatEndsItsProcessIsRefusedAlone() {
        List<Answer> answers = keystone(Isa.X86_64)
                .assemble(
                        Isa.X86_64,
                        List.of("nop", "mov ah, [r8]", "nop", "frobnicate", "mov ah, [r8]", "", "nop"),
                        ADDRESS);
        for (int good : new int[] {0, 2, 6}) {
            assertEquals(bytes("90"), answers.get(good));
        }
        for (int bad : new int[] {1, 3, 4, 5}) {
            assertInstanceOf(Answer.Refused.class, answers.get(bad));
        }
        assertTrue(answers.get(1).toString().contains(ended()), answers.get(1).toString());
    }

    @Test
    void whatIsKnownToBeWrongStillIs() throws EngineMissingException {
        for (KnownWrong known : KnownWrong.all()) {
            for (Isa isa : known.isas()) {
                KeystoneMode how = KeystoneMode.of(isa);
                Request request =
                        new Request(how.architecture(), how.modes().getFirst(), how.address(ADDRESS), known.example());
                try (KeystoneRunner runner = KeystoneProvider.runner(engine().require(isa))) {
                    assertEquals(List.of(known.wrong()), runner.ask(List.of(request)), isa + " " + known.example());
                }
                Answer answer = keystone(isa)
                        .assemble(isa, List.of(known.example()), ADDRESS)
                        .getFirst();
                assertInstanceOf(Answer.Refused.class, answer, known.example());
            }
        }
    }

    @Test
    void manyLinesKeepTheirPlaces() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            lines.add("mov eax, 0x%x".formatted(i));
        }
        List<Answer> answers = keystone(Isa.X86_64).assemble(Isa.X86_64, lines, ADDRESS);
        for (int i = 0; i < lines.size(); i++) {
            assertEquals(
                    "b8%02x%02x0000".formatted(i & 0xFF, i >> 8), answers.get(i).toString());
        }
    }
}
