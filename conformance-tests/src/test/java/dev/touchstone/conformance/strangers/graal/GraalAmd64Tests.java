package dev.touchstone.conformance.strangers.graal;

import dev.touchstone.conformance.strangers.StrangerCheck;
import dev.touchstone.isa.Isa;
import org.junit.jupiter.api.Test;

class GraalAmd64Tests {
    @Test
    void whatItDoesOtherwiseIsKnown() throws InterruptedException {
        StrangerCheck check = StrangerCheck.of(new GraalAmd64());
        check.findsWhatIsKnown();
        check.judges(Isa.X86_64, 1450);
    }
}
