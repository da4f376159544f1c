package dev.touchstone.exec.host;

import static dev.touchstone.encoder.x86.Mem.ptr;
import static dev.touchstone.encoder.x86.X86Registers.eax;
import static dev.touchstone.encoder.x86.X86Registers.rdi;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.encoder.x86.X86Assembler;
import java.util.function.IntUnaryOperator;
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
            IntUnaryOperator inc = NativeFunction.of(code, IntUnaryOperator.class);
            int two = inc.applyAsInt(1);
            assertEquals(2, two);
        }
    }
}
