package dev.touchstone.conformance.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.subject.Encoded;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.isa.Isa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TagFilter;

class ConformanceTestEngineTests {
    private static final String ADD = "x86:ADD r/m32, r32";

    /// What the tests here have in common: our encoder, with one thing changed.
    static class Ours implements Subject {
        @Override
        public String name() {
            return "changed";
        }

        @Override
        public Set<Isa> isas() {
            return Set.of(Isa.X86_64, Isa.X86_32, Isa.A64);
        }

        @Override
        public Encoded encode(Isa isa, Instruction instruction, String text) {
            return Subject.TOUCHSTONE.encode(isa, instruction, text);
        }
    }

    @ConformanceTest(isa = Isa.X86_64, forms = "x86:ADD r/m*, r*", samples = 4, engines = "llvm")
    static class Faulty extends Ours {
        @Override
        public Encoded encode(Isa isa, Instruction instruction, String text) {
            Encoded encoded = super.encode(isa, instruction, text);
            if (instruction.form().id().equals(ADD) && encoded instanceof Encoded.Bytes(byte[] bytes)) {
                bytes[bytes.length - 1] ^= 1;
            }
            return encoded;
        }
    }

    @Test
    void aPlantedFaultFailsItsFormWithTheCommandThatReplaysIt() {
        Run run = Run.of(selectClass(Faulty.class));
        assertEquals(Status.FAILED, run.status(ADD));
        String message = run.message(ADD);
        assertTrue(message.contains("disagrees on " + ADD), message);
        assertTrue(message.contains("llvm 19"), message);
        assertTrue(message.contains("replay  touchstone "), message);
        assertEquals(Status.SUCCESSFUL, run.status("x86:ADD r/m64, r64"));
        assertEquals(1, run.count(Status.FAILED));
    }

    @ConformanceTest(forms = "*:ADD *", samples = 1, engines = "llvm")
    static class TwoSets extends Ours {}

    @Test
    void aTagChoosesASet() {
        Run run = Run.of(List.of(TagFilter.includeTags("a64")), selectClass(TwoSets.class));
        assertTrue(run.count(Status.SUCCESSFUL) > 5);
        assertTrue(run.names().stream().allMatch(name -> name.startsWith("a64:") || name.equals("engine llvm")));
    }

    @ConformanceTest(isa = Isa.X86_64, forms = "x86:VPADDD *", samples = 1, engines = "llvm")
    static class VectorAdditions extends Ours {}

    @Test
    void aFeatureOfManyWordsIsATagEach() {
        Run all = Run.of(selectClass(VectorAdditions.class));
        Run avx2 = Run.of(List.of(TagFilter.includeTags("AVX2")), selectClass(VectorAdditions.class));
        Run vl = Run.of(List.of(TagFilter.includeTags("AVX512VL & AVX512F")), selectClass(VectorAdditions.class));
        assertEquals(Set.of("x86:VPADDD ymm, ymm, ymm/m256"), avx2.names());
        assertEquals(2, vl.names().size());
        assertTrue(all.names().containsAll(vl.names()) && all.names().containsAll(avx2.names()));
    }

    @ConformanceTest(isa = Isa.X86_32, forms = "x86:ADD *", samples = 1, engines = "qemu-user")
    static class Without extends Ours {
        @Override
        public Encoded encode(Isa isa, Instruction instruction, String text) {
            return instruction.form().id().equals(ADD)
                    ? super.encode(isa, instruction, text)
                    : new Encoded.Unknown("it only has one");
        }
    }

    @ConformanceTest(
            subject = Without.class,
            isa = Isa.X86_32,
            forms = ADD,
            samples = 1,
            engines = "qemu-user",
            strict = true)
    static class Strict {}

    @Test
    void whatIsNotThereIsSkippedAndWhatNobodyJudgedFailsAStrictTest() {
        Run run = Run.of(selectClass(Without.class));
        assertTrue(run.message("x86:ADD r/m8, r8").contains("it only has one"));
        assertTrue(run.message("engine qemu-user").contains("not there: "));
        assertEquals(1, run.count(Status.SUCCESSFUL));
        Run strict = Run.of(selectClass(Strict.class));
        assertEquals(Status.FAILED, strict.status(ADD));
        assertTrue(strict.message(ADD).contains("no oracle and no executor has a word on it"));
    }

    @ConformanceTest(isa = Isa.X86_64, forms = ADD, engines = "llvm")
    static class OtherEncoding extends Ours {
        /// `ADD r32, r/m32` where both are registers.
        @Override
        public Encoded encode(Isa isa, Instruction instruction, String text) {
            Encoded encoded = super.encode(isa, instruction, text);
            if (encoded instanceof Encoded.Bytes(byte[] bytes) && bytes.length == 2 && (bytes[1] & 0xC0) == 0xC0) {
                bytes[0] = 0x03;
                bytes[1] = (byte) (0xC0 | (bytes[1] & 7) << 3 | bytes[1] >> 3 & 7);
            }
            return encoded;
        }
    }

    @ConformanceTest(subject = OtherEncoding.class, isa = Isa.X86_64, forms = ADD, engines = "llvm", exact = true)
    static class Exact {}

    @Test
    void anotherEncodingOfTheSameFailsAnExactTest() {
        assertEquals(Status.SUCCESSFUL, Run.of(selectClass(OtherEncoding.class)).status(ADD));
        Run exact = Run.of(selectClass(Exact.class));
        assertEquals(Status.FAILED, exact.status(ADD));
        assertTrue(exact.message(ADD).contains("another encoding of the same instruction"), exact.message(ADD));
    }

    @ConformanceTest(isa = Isa.X86_64, forms = "x86:ADD r/m*, r*", samples = 1)
    static class KnownFault extends Faulty {
        @Override
        public Policy policy() {
            return Policy.read(name(), version(), "mine.policy", """
                    x86:ADD r/m32, r32 | 1 | diverges | planted | see there
                    x86:ADD r/m64, r64 | 1 | diverges | mended long ago | none
                    x86:ADD r/m16, r16 | 1 | diverges rarely | hardly ever | none
                    x86:SUB r/m64, r64 | 1 | diverges | of another class | none
                    x86:ADD r/m8, r8   | 2 | diverges | of another version | none
                    """);
        }
    }

    @Test
    void aKnownDivergenceThatOccursNoMoreFailsATestOfItsOwn() {
        Run run = Run.of(selectClass(KnownFault.class));
        assertEquals(Status.SUCCESSFUL, run.status(ADD));
        assumeFalse(run.message("known divergences").startsWith("only a run with"), "not all engines are there");
        assertEquals(Status.FAILED, run.status("known divergences"));
        assertEquals(
                "occur no more:\n  mine.policy:2: x86:ADD r/m64, r64 *, mended long ago",
                run.message("known divergences"));
        assertFalse(Run.of(selectClass(AdditionTests.class)).names().contains("known divergences"));
    }

    @Test
    void aPartOfAClassDoesNotTellWhatOccursNoMore() {
        String id = "[engine:touchstone-conformance]/[class:" + KnownFault.class.getName() + "]";
        Run run = Run.of(
                selectUniqueId(id + "/[isa:x86-64]/[form:x86%3AADD r%2Fm64, r64]"),
                selectUniqueId(id + "/[policy:known divergences]"));
        assertEquals("only a run of the whole class can tell", run.message("known divergences"));
        assertEquals(Status.ABORTED, run.status("known divergences"));
    }

    @ConformanceTest
    static class NoSubject {}

    @Test
    void aClassWithoutAnAssemblerFails() {
        Run run = Run.of(selectClass(NoSubject.class));
        assertEquals(Status.FAILED, run.status("NoSubject"));
        assertTrue(run.message("NoSubject").contains("is no Subject"));
    }

    @Test
    void oneFormIsRunByItsUniqueId() {
        String id = "[engine:touchstone-conformance]/[class:" + Faulty.class.getName()
                + "]/[isa:x86-64]/[form:x86%3AADD r%2Fm64, r64]";
        Run run = Run.of(selectUniqueId(id));
        assertEquals(Set.of("x86:ADD r/m64, r64"), run.names());
        assertEquals(Status.SUCCESSFUL, run.status("x86:ADD r/m64, r64"));
    }

    @Test
    void aPackageHasItsClasses() {
        Run run = Run.of(selectPackage("dev.touchstone.conformance.junit"));
        assertTrue(run.containers().contains("AdditionTests"));
        assertFalse(run.containers().contains("ConformanceTestEngineTests"));
    }

    @Test
    void theExampleOfThePageIsTheOneThatIsTested() throws IOException {
        String page = Files.readString(Path.of("../docs/how-to/test-your-own-assembler.md"));
        String source = Files.readString(Path.of("src/test/java/dev/touchstone/conformance/junit/AdditionTests.java"));
        String body = source.substring(source.indexOf("@ConformanceTest")).strip();
        assertTrue(page.contains(body), "the page shows another example than AdditionTests");
        Run run = Run.of(selectClass(AdditionTests.class));
        assertEquals(Status.SUCCESSFUL, run.status(ADD));
    }
}
