package dev.touchstone.conformance.strangers.jnr;

import dev.touchstone.conformance.strangers.StrangerCheck;
import dev.touchstone.isa.Isa;
import org.junit.jupiter.api.Test;

class JnrX86AsmTests {
    @Test
    void itsErrorsAreTheKnownOnes() throws InterruptedException {
        StrangerCheck check = StrangerCheck.of(new JnrX86Asm());
        check.findsWhatIsKnown();
        check.judges(Isa.X86_64, 1050);
        check.judges(Isa.X86_32, 900);
    }
}
