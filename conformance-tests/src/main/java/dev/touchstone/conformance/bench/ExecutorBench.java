package dev.touchstone.conformance.bench;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Measures executors: short snippets of arithmetic, vectors and memory in batches, each with random general and
/// vector registers, 64 bytes of data and 64 of the stack, all of which come back. Each code comes twice in a row,
/// with two states, as in a check.
public final class ExecutorBench {
    private static final int WINDOW = 64;
    /// Of a run over which memory is watched, and how often it is looked at in one of them.
    private static final int PARTS = 20;

    private static final int LOOKS = 50;

    private ExecutorBench() {}

    /// Runs batches for at least that time, after as long a time to warm up.
    ///
    /// @param batch snippets of a batch
    /// @throws IllegalStateException if an outcome is not a completed run
    public static ExecutorRate measure(Executor executor, int batch, Duration time) {
        List<Snippet> snippets = snippets(executor.isa(), batch);
        run(executor, snippets, time);
        long children = children();
        long caller = caller();
        long start = System.nanoTime();
        long count = run(executor, snippets, time);
        return new ExecutorRate(count, System.nanoTime() - start, caller() - caller, children() - children);
    }

    /// Runs that many snippets, and looks at the memory on the way. Engines that are opened anew from time to time
    /// need more of it before that than after, so the most of many looks counts.
    ///
    /// @param batch snippets of a batch
    /// @param count snippets in all; at least 40 batches
    /// @throws IllegalStateException if an outcome is not a completed run, or this system does not tell
    public static MemoryUse endure(Executor executor, int batch, long count) {
        if (count / batch < 2 * PARTS) {
            throw new IllegalArgumentException("a run over which memory is watched takes at least %d batches, not %d"
                    .formatted(2 * PARTS, count / batch));
        }
        List<Snippet> snippets = snippets(executor.isa(), batch);
        long start = ResidentMemory.bytes();
        long began = System.nanoTime();
        long early = 0;
        long late = 0;
        long interval = Math.max(1, count / batch / PARTS / LOOKS);
        long done = 0;
        for (long i = 0; done < count; i++) {
            done += run(executor, snippets, Duration.ZERO);
            long part = Math.min(PARTS - 1, done * PARTS / count);
            if ((part == 1 || part == PARTS - 1) && i % interval == 0) {
                long now = ResidentMemory.bytes();
                early = part == 1 ? Math.max(early, now) : early;
                late = part == 1 ? 0 : Math.max(late, now);
            }
        }
        return new MemoryUse(done, System.nanoTime() - began, start, early, late);
    }

    private static long run(Executor executor, List<Snippet> snippets, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        long count = 0;
        do {
            List<Outcome> outcomes = executor.runAll(snippets);
            Outcome last = outcomes.get((int) (count % outcomes.size()));
            if (!(last instanceof Outcome.Completed)) {
                throw new IllegalStateException("a snippet that completes ended with " + last);
            }
            count += outcomes.size();
        } while (System.nanoTime() < end);
        return count;
    }

    private static List<Snippet> snippets(Isa isa, int count) {
        Random random = new Random(1);
        List<String> sources = sources(isa);
        List<Snippet> snippets = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            MachineState state = new MachineState(isa, WINDOW, WINDOW);
            for (RegisterSet.Register register : state.registerSet().registers()) {
                if (register.name().matches("[er][a-d]x|[er][ds]i|r[0-9]|x[0-9]+|zmm.*|[vq][0-9]+")) {
                    byte[] value = new byte[register.bytes()];
                    random.nextBytes(value);
                    System.arraycopy(value, 0, state.registers(), register.offset(), value.length);
                }
            }
            random.nextBytes(state.data());
            state.set(base(isa), AddressMap.DATA);
            String source = sources.get(i / 2 % sources.size());
            snippets.add(Snippet.of(isa, TextAssembler.assemble(isa, source, AddressMap.CODE), state));
        }
        return snippets;
    }

    private static List<String> sources(Isa isa) {
        return switch (isa) {
            case X86_64, X86_32 ->
                List.of(
                        "add eax, ecx",
                        "imul edx, ecx",
                        "paddd xmm1, xmm2",
                        "shl edi, 3",
                        "mov [ebx + 16], eax",
                        "adc ecx, [ebx]");
            case A64 ->
                List.of(
                        "add x0, x1, x2",
                        "mul x3, x4, x5",
                        "add v1.4s, v2.4s, v3.4s",
                        "lsl x6, x7, #3",
                        "str x0, [x8]",
                        "ldr x1, [x8, #8]");
            case A32, T32 ->
                List.of(
                        "add r0, r1, r2",
                        "mul r3, r4, r5",
                        "vadd.i32 q1, q2, q3",
                        "lsl r6, r7, #3",
                        "str r0, [r8]",
                        "ldr r1, [r8, #8]");
        };
    }

    private static String base(Isa isa) {
        return switch (isa) {
            case X86_64 -> "rbx";
            case X86_32 -> "ebx";
            case A64 -> "x8";
            case A32, T32 -> "r8";
        };
    }

    private static long caller() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long children() {
        return ProcessHandle.current()
                .descendants()
                .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToLong(Duration::toNanos)
                .sum();
    }
}
