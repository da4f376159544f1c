package dev.touchstone.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.subject.Encoded;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.isa.Isa;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaseShrinkerTests {
    /// An assembler that forgets REX.B where the second operand is r8 or above: whatever the first one and the address.
    private static final Subject PLANTED = new Subject() {
        @Override
        public String name() {
            return "planted";
        }

        @Override
        public Set<Isa> isas() {
            return Set.of(Isa.X86_64);
        }

        @Override
        public Encoded encode(Isa isa, Instruction instruction, String text) {
            Encoded right = Subject.TOUCHSTONE.encode(isa, instruction, text);
            if (right instanceof Encoded.Bytes(byte[] bytes) && text.matches("add r[a-z0-9]+, r(8|9|1[0-5])")) {
                bytes[0] ^= 4; // REX.R
            }
            return right;
        }

        @Override
        public Policy policy() {
            return Policy.read(name(), version(), name(), "");
        }
    };

    private static List<String> texts() throws InterruptedException {
        CheckOptions options = new CheckOptions(PLANTED, Set.of(Isa.X86_64), "x86:ADD r/m64, r64", 1, 12, 1);
        return Checker.check(options, Checker.Progress.SILENT).tally().disagreements().stream()
                .filter(finding -> finding.judge().equals("llvm"))
                .map(Finding::subject)
                .map(subject -> subject.text())
                .toList();
    }

    @Test
    void theFirstOfAFormsDisagreementsHasThePlainestOperandsThatDisagree() throws InterruptedException {
        List<String> texts = texts();
        assertTrue(!texts.isEmpty(), "the planted error was not found");
        assertEquals("add rax, r8", texts.getFirst(), texts::toString);
        assertEquals(texts, texts());
    }
}
