package dev.touchstone.conformance.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.Oracles;
import dev.touchstone.conformance.policy.Action;
import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.sampling.Samplers;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Order(2)
class VectorTests {
    private static final int MOST_BYTES = 5 << 20;

    @ParameterizedTest
    @EnumSource(Isa.class)
    void ourAssemblerAndDecoderGiveWhatIsRecorded(Isa isa) {
        assertEquals(List.of(), new VectorProof(VectorFile.recorded(isa)).ours());
    }

    @ParameterizedTest
    @EnumSource(Isa.class)
    void llvmHasNotDrifted(Isa isa) throws EngineMissingException {
        try (Oracle llvm = Oracles.open("llvm", isa)) {
            assertEquals(List.of(), new VectorProof(VectorFile.recorded(isa)).drift(llvm));
        }
    }

    /// A form that came after the last recording, or whose samples LLVM did not take then, is named here.
    @ParameterizedTest
    @EnumSource(Isa.class)
    void everyFormThatLlvmIsAskedAboutHasAVector(Isa isa) {
        MachineLanguage language = MachineLanguages.of(isa);
        Set<String> recorded = new HashSet<>();
        for (Vector vector : VectorFile.recorded(isa).vectors()) {
            recorded.add(vector.statements().getLast());
        }
        Policy llvm = Policy.of("llvm", "19.1.7");
        List<String> without = language.forms().stream()
                .filter(Form::isSampled)
                .filter(form -> llvm.rulesFor(form.id()).stream()
                        .noneMatch(r -> r.action() instanceof Action.Never || r.action() instanceof Action.Diverges))
                .filter(form -> Samplers.of(isa)
                        .legal(
                                isa,
                                form,
                                VectorRecorder.SAMPLES,
                                new SplittableRandom(
                                        VectorRecorder.SEED ^ form.id().hashCode()))
                        .stream()
                        .noneMatch(sample -> recorded.contains(language.format(sample, AddressMap.CODE))))
                .map(Form::id)
                .toList();
        assertEquals(List.of(), without, "`touchstone vectors record` makes them");
    }

    @Test
    void theyAreSmall(@TempDir Path folder) throws IOException {
        long bytes = 0;
        for (Isa isa : Isa.values()) {
            VectorFile.recorded(isa).write(folder);
            bytes += Files.size(folder.resolve(VectorFile.name(isa)));
        }
        assertTrue(bytes > MOST_BYTES / 5 && bytes <= MOST_BYTES, bytes + " bytes");
    }

    @ParameterizedTest
    @EnumSource(Isa.class)
    void aPlantedBitIsFound(Isa isa) {
        SplittableRandom random = new SplittableRandom(9);
        VectorFile file = VectorFile.recorded(isa);
        for (int i = 0; i < 200; i++) {
            Vector right = file.vectors().get(random.nextInt(file.vectors().size()));
            byte[] bytes = right.bytes().clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            VectorFile planted = new VectorFile(isa, "planted", List.of(new Vector(bytes, right.text())));
            assertEquals(List.of(), new VectorProof(new VectorFile(isa, "", List.of(right))).ours());
            assertTrue(!new VectorProof(planted).ours().isEmpty(), () -> "not found in " + right.text());
        }
    }

    @Test
    void anOracleThatGivesOtherBytesHasDrifted() throws EngineMissingException {
        VectorFile file = VectorFile.read(Isa.X86_64, List.of("# touchstone vectors 1", "# old", "91 nop"));
        try (Oracle llvm = Oracles.open("llvm", Isa.X86_64)) {
            List<String> drift = new VectorProof(file).drift(llvm);
            assertEquals(1, drift.size());
            assertTrue(
                    drift.getFirst().startsWith("x86-64 \"nop\" is recorded as 91 (old), llvm ")
                            && drift.getFirst().endsWith(" gives 90 now"),
                    drift::getFirst);
        }
    }

    @Test
    void statementsThatBelongTogetherAreOneVector() {
        VectorFile file = VectorFile.read(
                Isa.T32, List.of("# touchstone vectors 1", "# here", "08bf4018 it eq; addeq r0, r0, r1"));
        assertEquals(
                List.of("it eq", "addeq r0, r0, r1"), file.vectors().getFirst().statements());
        assertEquals(List.of(), new VectorProof(file).ours());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "90 ", " nop", "9 nop", "9x nop"})
    void aDamagedLineIsNamed(String line) {
        VectorException e = assertThrows(
                VectorException.class,
                () -> VectorFile.read(Isa.X86_64, List.of("# touchstone vectors 1", "# here", "90 nop", line)));
        assertEquals(
                "x86-64.vectors:4: a vector is bytes as hex, a blank and the text, as in \"90 nop\", not \"" + line
                        + "\"",
                e.getMessage());
    }

    @Test
    void aFileOfAnotherVersionIsRefused() {
        VectorException e = assertThrows(
                VectorException.class,
                () -> VectorFile.read(Isa.A64, List.of("# touchstone vectors 2", "# here", "1f2003d5 nop")));
        assertTrue(e.getMessage().startsWith("a64.vectors begins with"), e.getMessage());
    }

    @Test
    void everyVectorIsOneThatOursTakes() {
        MachineLanguage language = MachineLanguages.of(Isa.X86_32);
        assertThrows(SyntaxException.class, () -> language.parse("nop rip", SymbolScope.NONE, AddressMap.CODE));
        VectorFile file = VectorFile.read(Isa.X86_32, List.of("# touchstone vectors 1", "# here", "90 nop rip"));
        assertTrue(new VectorProof(file).ours().getFirst().contains("we refuse it: "));
    }
}
