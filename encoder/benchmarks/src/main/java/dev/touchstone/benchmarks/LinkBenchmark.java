package dev.touchstone.benchmarks;

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

/// Writes a [LinkProgram] to a new buffer, makes its image and links that, on one core and in 300 MB of heap.
///
/// ```
/// mvn -q -pl encoder/benchmarks -am process-classes -Pjmh "-Djmh=LinkBenchmark -prof gc"
/// ```
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 15)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx300m", "-XX:ActiveProcessorCount=1"})
public class LinkBenchmark {
    @Param({"x86-64", "a64"})
    public String set = "x86-64";

    /// Shortest branches, or extended reach.
    @Param({"false", "true"})
    public boolean extended;

    /// Labels; there are five times as many instructions.
    @Param({"50000", "100000", "200000"})
    public int labels = 200_000;

    @Benchmark
    public byte[] writeAndLink() {
        return LinkProgram.write(set, extended, labels).toImage().at(0x40_0000);
    }
}
