package dev.touchstone.benchmarks;

import dev.touchstone.encoder.x86.X86Assembler;
import dev.touchstone.relocation.Label;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Many labels in one buffer, all made before any is bound, with a branch from far before and one from far
/// behind to each: the cost of a label must not depend on how many there are.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 15)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:ActiveProcessorCount=1"})
public class LabelBenchmark {
    @Param({"250000", "500000", "1000000"})
    public int labels = 1_000_000;

    @Benchmark
    public byte[] labels() {
        X86Assembler a = new X86Assembler();
        Label[] all = new Label[labels];
        for (int i = 0; i < labels; i++) {
            all[i] = a.newLabel();
        }
        for (int i = 0; i < labels; i++) {
            a.jne(all[labels - 1 - i]);
            a.bind(all[i]);
            a.je(all[labels - 1 - i]);
        }
        return a.code().toImage().at(0x40_0000);
    }
}
