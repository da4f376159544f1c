package dev.touchstone.encoder.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.aarch32.A32Assembler;
import dev.touchstone.isa.Isa;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every form's typed method of A32 writes the bytes that the text assembler writes for the same operands.
final class A32TypedTests {
    @Test
    void methodsWriteWhatTheTextAssemblerWrites() {
        TypedComparison comparison = new TypedComparison(Isa.A32, A32Assembler.class, new AArch32Arguments(), () -> {
            A32Assembler assembler = new A32Assembler();
            return new TypedComparison.Target(assembler, assembler.code());
        });
        List<String> wrong = comparison.run(7);
        assertEquals("", String.join("\n", wrong.stream().limit(30).toList()), () -> wrong.size() + " forms");
        assertTrue(comparison.compared() > 3 * comparison.forms().size(), "only " + comparison.compared());
    }
}
