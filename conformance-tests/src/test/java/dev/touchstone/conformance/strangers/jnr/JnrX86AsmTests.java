package dev.touchstone.conformance.strangers.jnr;

import dev.touchstone.conformance.strangers.StrangerCheck;
import dev.touchstone.isa.Isa;
import org.junit.jupiter.api.Test;

class JnrX86AsmTests {
    @Test
    void itsErrorsAreTheKnownOnes() throws Exception {
        StrangerCheck check = StrangerCheck.of(new JnrX86Asm());
        check.findsWhatIsKnown();
        check.isWhatThePageSays(Isa.X86_64);
        check.isWhatThePageSays(Isa.X86_32);
    }
}
