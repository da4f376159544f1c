package dev.touchstone.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.touchstone.encoder.aarch64.A64Assembler;
import dev.touchstone.encoder.x86.X86Assembler;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// The rate of typed emission by the thread's CPU time, which a loaded machine disturbs less than the clock,
/// measured as the drivers of the peers measure theirs.
///
///     EmissionRate x86-64|a64 fixed|rotating
///
/// prints the median of 31 samples of 200 chunks in million instructions a second, and the bytes that a chunk
/// allocates: its labels are all that should.
public final class EmissionRate {
    private static final int CHUNKS = 200;
    private static final int WARM_UP = 40;
    private static final int SAMPLES = 31;

    private EmissionRate() {}

    public static void main(String[] args) {
        boolean rotating = args[1].equals("rotating");
        if (args[0].equals("a64")) {
            A64EmissionMix mix = rotating ? A64EmissionMix.rotating() : A64EmissionMix.fixed();
            A64Assembler assembler = new A64Assembler();
            measure(A64EmissionMix.INSTRUCTIONS, () -> chunks(mix, assembler));
        } else {
            X86EmissionMix mix = rotating ? X86EmissionMix.rotating() : X86EmissionMix.fixed();
            X86Assembler assembler = new X86Assembler();
            measure(X86EmissionMix.INSTRUCTIONS, () -> chunks(mix, assembler));
        }
    }

    private static void chunks(A64EmissionMix mix, A64Assembler assembler) {
        for (int i = 0; i < CHUNKS; i++) {
            mix.emit(assembler);
            assembler.code().reset();
        }
    }

    private static void chunks(X86EmissionMix mix, X86Assembler assembler) {
        for (int i = 0; i < CHUNKS; i++) {
            mix.emit(assembler);
            assembler.code().reset();
        }
    }

    private static void measure(int instructions, Runnable sample) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] rates = new double[SAMPLES];
        long allocated = 0;
        for (int i = -WARM_UP; i < SAMPLES; i++) {
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long start = threads.getCurrentThreadCpuTime();
            sample.run();
            long nanoseconds = threads.getCurrentThreadCpuTime() - start;
            allocated = threads.getCurrentThreadAllocatedBytes() - bytes;
            if (i >= 0) {
                rates[i] = 1e3 * CHUNKS * instructions / nanoseconds;
            }
        }
        Arrays.sort(rates);
        System.out.printf("touchstone %.1f %d%n", rates[SAMPLES / 2], allocated / CHUNKS);
    }
}
