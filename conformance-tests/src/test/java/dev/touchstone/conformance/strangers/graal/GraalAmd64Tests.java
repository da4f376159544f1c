package dev.touchstone.conformance.strangers.graal;

import dev.touchstone.conformance.strangers.StrangerCheck;
import dev.touchstone.isa.Isa;
import org.junit.jupiter.api.Test;

class GraalAmd64Tests {
    @Test
    void whatItDoesOtherwiseIsKnown() throws Exception {
        StrangerCheck check = StrangerCheck.of(new GraalAmd64());
        check.findsWhatIsKnown();
        check.isWhatThePageSays(Isa.X86_64);
    }
}
