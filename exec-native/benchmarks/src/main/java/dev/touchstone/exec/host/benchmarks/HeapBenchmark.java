package dev.touchstone.exec.host.benchmarks;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.host.CodeHeap;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The time to put a function of 16 bytes into a heap, where nothing ran before, and to call it: the first call of
/// each is checked by its result. x86-64 only.
///
/// ```
/// mvn -q -pl exec-native/benchmarks -am process-classes -Pjmh "-Djmh=HeapBenchmark -prof gc"
/// ```
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED"})
public class HeapBenchmark {
    /// Functions of one heap, so that what the heap takes of the system is shared among them.
    private static final int FUNCTIONS = 4096;

    private static final FunctionDescriptor INT = FunctionDescriptor.of(ValueLayout.JAVA_INT);
    private static final MethodHandle CALL = Linker.nativeLinker().downcallHandle(INT);
    private static final MethodHandle LEAF = Linker.nativeLinker().downcallHandle(INT, Linker.Option.critical(false));

    /// mov eax, value; ret, and what follows it.
    private final ByteBuffer code = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);

    private CodeHeap heap = newHeap();
    private Arena arena = Arena.ofAuto();

    private static CodeHeap newHeap() {
        try {
            return CodeHeap.create();
        } catch (EngineMissingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Setup(Level.Invocation)
    public void open() {
        code.put(0, (byte) 0xB8).put(5, (byte) 0xC3);
        heap = newHeap();
        arena = Arena.ofConfined();
    }

    @TearDown(Level.Invocation)
    public void close() {
        arena.close();
        heap.close();
    }

    /// Puts it there, and does not call it.
    @Benchmark
    @OperationsPerInvocation(FUNCTIONS)
    public long write() {
        long sum = 0;
        for (int i = 0; i < FUNCTIONS; i++) {
            code.putInt(1, i);
            sum += heap.add(code.array(), arena).address();
        }
        return sum;
    }

    /// Puts it there and calls it once.
    @Benchmark
    @OperationsPerInvocation(FUNCTIONS)
    public void writeAndCall() throws Throwable {
        for (int i = 0; i < FUNCTIONS; i++) {
            code.putInt(1, i);
            MemorySegment function = heap.add(code.array(), arena);
            check(i, (int) CALL.invokeExact(function));
        }
    }

    /// The same, by `Linker.Option.critical`.
    @Benchmark
    @OperationsPerInvocation(FUNCTIONS)
    public void writeAndCallLeaf() throws Throwable {
        for (int i = 0; i < FUNCTIONS; i++) {
            code.putInt(1, i);
            MemorySegment function = heap.add(code.array(), arena);
            check(i, (int) LEAF.invokeExact(function));
        }
    }

    private static void check(int expected, int result) {
        if (result != expected) {
            throw new IllegalStateException("the function answers " + result + " instead of " + expected);
        }
    }
}
