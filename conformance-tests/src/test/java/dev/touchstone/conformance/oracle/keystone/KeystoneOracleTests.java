package dev.touchstone.conformance.oracle.keystone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.engines.Engines;
import dev.touchstone.isa.Isa;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeystoneOracleTests {
    private static final long ADDRESS = 0x2000_0000L;
    private static Oracle keystone;

    @BeforeAll
    static void open() throws EngineMissingException {
        keystone = new KeystoneProvider().open();
    }

    @AfterAll
    static void close() {
        keystone.close();
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
        assertEquals(List.of(bytes(bytes)), keystone.assemble(isa, List.of(line.replace("\\n", "\n")), ADDRESS));
    }

    @Test
    void aLineThatEndsItsProcessIsRefusedAlone() {
        List<Answer> answers = keystone.assemble(
                Isa.X86_64, List.of("nop", "mov ah, [r8]", "nop", "frobnicate", "mov ah, [r8]", "", "nop"), ADDRESS);
        for (int good : new int[] {0, 2, 6}) {
            assertEquals(bytes("90"), answers.get(good));
        }
        for (int bad : new int[] {1, 3, 4, 5}) {
            assertInstanceOf(Answer.Refused.class, answers.get(bad));
        }
        assertTrue(
                answers.get(1).toString().contains("ends its process"),
                answers.get(1).toString());
    }

    @Test
    void aWorkerThatHangsIsGivenUp() {
        // It reads its input and never answers.
        try (WorkerProcess silent = new WorkerProcess(
                List.of(javaCommand(), "-cp", classes(), Silent.class.getName()), Duration.ofMillis(1500))) {
            List<String> answers = silent.ask(List.of(new WorkerProcess.Request(4, 8, 0, "nop")));
            assertEquals(1, answers.size());
            assertTrue(answers.getFirst().startsWith("!Keystone does not answer"), answers.getFirst());
        }
    }

    /// A worker that never answers.
    static final class Silent {
        private Silent() {}

        public static void main(String[] arguments) throws Exception {
            while (System.in.read() >= 0) {}
        }
    }

    private static String javaCommand() {
        return System.getProperty("java.home") + "/bin/java";
    }

    private static String classes() {
        return Silent.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    @Test
    void whatIsKnownToBeWrongStillIs() throws EngineMissingException {
        java.nio.file.Path library = Engines.keystone().require().path();
        try (WorkerProcess worker = new WorkerProcess(library, Duration.ofSeconds(20))) {
            for (KnownWrong known : KnownWrong.all()) {
                for (Isa isa : known.isas()) {
                    KeystoneMode how = KeystoneMode.of(isa);
                    WorkerProcess.Request request = new WorkerProcess.Request(
                            how.architecture(), how.modes().getFirst(), how.address(ADDRESS), known.example());
                    assertEquals(List.of(known.wrong()), worker.ask(List.of(request)), isa + " " + known.example());
                    Answer answer = keystone.assemble(isa, List.of(known.example()), ADDRESS)
                            .getFirst();
                    assertInstanceOf(Answer.Refused.class, answer, known.example());
                }
            }
        }
    }

    @Test
    void manyLinesKeepTheirPlaces() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            lines.add("mov eax, 0x%x".formatted(i));
        }
        List<Answer> answers = keystone.assemble(Isa.X86_64, lines, ADDRESS);
        for (int i = 0; i < lines.size(); i++) {
            assertEquals(
                    "b8%02x%02x0000".formatted(i & 0xFF, i >> 8), answers.get(i).toString());
        }
    }
}
