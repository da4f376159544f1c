package dev.touchstone.conformance.link;

import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.SymbolType;
import java.util.List;

/// Our side of [ConventionProgram].
interface ConventionCode {
    CodeBuffer code();

    /// Writes a function that stores what it is given, and gives back the result that is wanted.
    void receiver(ConventionCase test);

    /// Writes a function that fills all registers that a callee keeps, calls a function of the case's
    /// signature, and stores the result and those registers.
    void driver(ConventionCase test);

    /// Writes both, for each case.
    default CodeBuffer write(List<ConventionCase> cases) {
        for (ConventionCase test : cases) {
            begin(test.name("ours"));
            receiver(test);
            begin(test.name("drive"));
            driver(test);
        }
        return code();
    }

    private void begin(String name) {
        code().align(16);
        code().bind(code().export(code().label(name), SymbolType.FUNCTION));
    }
}
