package dev.touchstone.exec.host;

import static dev.touchstone.encoder.x86.Mem.ptr;
import static dev.touchstone.encoder.x86.X86Registers.eax;
import static dev.touchstone.encoder.x86.X86Registers.rdi;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.encoder.x86.X86Assembler;
import java.lang.foreign.FunctionDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The example of README.md, as it stands there.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "the example is x86-64 code for Linux")
class ReadmeExampleTests {
    @Test
    void incrementsItsArgument() throws Throwable {
        X86Assembler a = new X86Assembler();
        a.lea(eax, ptr(rdi).disp(1)); // int inc(int x) { return x + 1; }
        a.ret();
        try (NativeCode code = NativeCode.load(a.code().toImage())) {
            var inc = code.function(0, FunctionDescriptor.of(JAVA_INT, JAVA_INT));
            int two = (int) inc.invokeExact(1);
            assertEquals(2, two);
        }
    }
}
