package dev.touchstone.exec.host.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// The time of the calls of [CallBenchmark] by the thread's CPU time, which a loaded machine disturbs less than
/// the clock: all in one process, in turn, so that their ratios count.
///
///     CallRate
///
/// prints for each the median of 41 samples of a million calls in nanoseconds, and the median of its ratios to
/// the C function's sample of the same turn.
public final class CallRate {
    private static final int CALLS = 1_000_000;
    private static final int WARM_UP = 30;
    private static final int SAMPLES = 41;

    private CallRate() {}

    private interface Loop {
        int run(CallBenchmark benchmark) throws Throwable;
    }

    public static void main(String[] args) throws Throwable {
        Map<String, Loop> loops = new LinkedHashMap<>();
        loops.put("cFunction", CallRate::cFunction);
        loops.put("function", CallRate::function);
        loops.put("functionAuto", CallRate::functionAuto);
        loops.put("cFunctionGivenItsAddress", CallRate::cFunctionGivenItsAddress);
        loops.put("functionInAField", CallRate::functionInAField);
        loops.put("functionMadeAndCalled", CallRate::functionMadeAndCalled);
        loops.put("functionClosable", CallRate::functionClosable);
        loops.put("cFunctionInASharedArena", CallRate::cFunctionInASharedArena);
        loops.put("cFunctionCritical", CallRate::cFunctionCritical);
        loops.put("functionCritical", CallRate::functionCritical);
        loops.put("functionCriticalInAField", CallRate::functionCriticalInAField);
        Map<String, double[]> times = new LinkedHashMap<>();
        CallBenchmark benchmark = new CallBenchmark();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int sum = 0;
        for (int i = -WARM_UP; i < SAMPLES; i++) {
            for (Map.Entry<String, Loop> loop : loops.entrySet()) {
                long start = threads.getCurrentThreadCpuTime();
                sum += loop.getValue().run(benchmark);
                double nanoseconds = (double) (threads.getCurrentThreadCpuTime() - start) / CALLS;
                if (i >= 0) {
                    times.computeIfAbsent(loop.getKey(), name -> new double[SAMPLES])[i] = nanoseconds;
                }
            }
        }
        times.forEach((name, samples) -> {
            double[] base =
                    Objects.requireNonNull(times.get(name.contains("Critical") ? "cFunctionCritical" : "cFunction"));
            double[] ratios = new double[SAMPLES];
            Arrays.setAll(ratios, i -> samples[i] / base[i]);
            System.out.printf("%-26s %6.2f ns  %5.2f%n", name, median(samples), median(ratios));
        });
        System.out.println(sum == 0 ? "" : " "); // So that the calls are not for nothing.
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static int cFunction(CallBenchmark benchmark) throws Throwable {
        int sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += benchmark.cFunction();
        }
        return sum;
    }

    private static int function(CallBenchmark benchmark) {
        int sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += benchmark.function();
        }
        return sum;
    }

    private static int functionAuto(CallBenchmark benchmark) {
        int sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += benchmark.functionAuto();
        }
        return sum;
    }

    private static int cFunctionGivenItsAddress(CallBenchmark benchmark) throws Throwable {
        int sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += benchmark.cFunctionGivenItsAddress();
        }
        return sum;
    }

    private static int functionInAField(CallBenchmark benchmark) {
        int sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += benchmark.functionInAField();
        }
        return sum;
    }

    private static int functionMadeAndCalled(CallBenchmark benchmark) {
        int sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += benchmark.functionMadeAndCalled();
        }
        return sum;
    }

    private static int functionClosable(CallBenchmark benchmark) {
        int sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += benchmark.functionClosable();
        }
        return sum;
    }

    private static int cFunctionInASharedArena(CallBenchmark benchmark) throws Throwable {
        int sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += benchmark.cFunctionInASharedArena();
        }
        return sum;
    }

    private static int cFunctionCritical(CallBenchmark benchmark) throws Throwable {
        int sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += benchmark.cFunctionCritical();
        }
        return sum;
    }

    private static int functionCritical(CallBenchmark benchmark) {
        int sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += benchmark.functionCritical();
        }
        return sum;
    }

    private static int functionCriticalInAField(CallBenchmark benchmark) {
        int sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += benchmark.functionCriticalInAField();
        }
        return sum;
    }
}
