package dev.touchstone.conformance.strangers.graal;

import dev.touchstone.conformance.strangers.StrangerCheck;
import dev.touchstone.isa.Isa;
import org.junit.jupiter.api.Test;

class GraalAarch64Tests {
    @Test
    void itsErrorsAreTheKnownOnes() throws Exception {
        StrangerCheck check = StrangerCheck.of(new GraalAarch64());
        check.findsWhatIsKnown();
        check.isWhatThePageSays(Isa.A64);
    }
}
