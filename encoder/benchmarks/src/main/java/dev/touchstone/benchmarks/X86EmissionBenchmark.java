package dev.touchstone.benchmarks;

import dev.touchstone.encoder.x86.X86Assembler;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Typed emission of x86-64: instructions a second, labels and fixups among them, the buffer reset after each
/// chunk.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 31, time = 1)
@Fork(1)
public class X86EmissionBenchmark {
    @Param({"fixed", "rotating"})
    public String registers = "rotating";

    private final X86Assembler assembler = new X86Assembler();
    private X86EmissionMix mix = X86EmissionMix.rotating();

    @Setup
    public void choose() {
        mix = registers.equals("fixed") ? X86EmissionMix.fixed() : X86EmissionMix.rotating();
    }

    @Benchmark
    @OperationsPerInvocation(X86EmissionMix.INSTRUCTIONS)
    public int emit() {
        mix.emit(assembler);
        int bytes = assembler.code().position();
        assembler.code().reset();
        return bytes;
    }
}
