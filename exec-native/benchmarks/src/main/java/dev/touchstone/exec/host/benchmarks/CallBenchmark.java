package dev.touchstone.exec.host.benchmarks;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.host.FunctionType;
import dev.touchstone.exec.host.NativeCode;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Machine;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The time of a call of code of ours beside that of an FFM downcall of a C function of the same signature.
///
/// ```
/// mvn -q -pl exec-native/benchmarks -am process-classes -Pjmh -Djmh=CallBenchmark
/// ```
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED"})
public class CallBenchmark {
    private static final FunctionDescriptor UNARY = FunctionDescriptor.of(JAVA_INT, JAVA_INT);
    private static final MemorySegment ABS =
            Linker.nativeLinker().defaultLookup().findOrThrow("abs");
    /// What gcc makes of `abs`: MOV eax, edi; NEG eax; CMOVS eax, edi; RET.
    private static final CodeImage IMAGE =
            CodeImage.of(Machine.X86_64, HexFormat.of().parseHex("89f8f7d80f48c7c3"));

    private static final MethodHandle C = Linker.nativeLinker().downcallHandle(ABS, UNARY);
    private static final MethodHandle C_CRITICAL =
            Linker.nativeLinker().downcallHandle(ABS, UNARY, Linker.Option.critical(false));
    private static final MethodHandle C_SHARED = Linker.nativeLinker()
            .downcallHandle(
                    MemorySegment.ofAddress(ABS.address()).reinterpret(1, Arena.ofShared(), segment -> {}), UNARY);

    private static final MethodHandle C_GIVEN = Linker.nativeLinker().downcallHandle(UNARY);

    private static final FunctionType<IntUnaryOperator> TYPE = FunctionType.of(IntUnaryOperator.class);
    /// As the C library's functions, for ever.
    private static final NativeCode CODE = load(Arena.global());

    private static final IntUnaryOperator FUNCTION = TYPE.at(CODE);
    private static final IntUnaryOperator FUNCTION_CRITICAL =
            TYPE.withOptions(Linker.Option.critical(false)).at(CODE);
    /// Until nothing refers to it.
    private static final IntUnaryOperator FUNCTION_AUTO = TYPE.at(load(Arena.ofAuto()));
    /// Until it is closed, which a shared arena waits for.
    private static final IntUnaryOperator FUNCTION_CLOSABLE = TYPE.at(load(null));

    /// Not a constant, so that nothing is computed when it is compiled.
    public int argument = -5;

    public MemorySegment address = ABS;
    public IntUnaryOperator field = FUNCTION;
    public IntUnaryOperator fieldCritical = FUNCTION_CRITICAL;

    private static NativeCode load(@Nullable Arena arena) {
        try {
            return arena == null ? NativeCode.load(IMAGE) : NativeCode.load(IMAGE, Map.of(), arena);
        } catch (EngineMissingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public int cFunction() throws Throwable {
        return (int) C.invokeExact(argument);
    }

    @Benchmark
    public int cFunctionCritical() throws Throwable {
        return (int) C_CRITICAL.invokeExact(argument);
    }

    @Benchmark
    public int cFunctionInASharedArena() throws Throwable {
        return (int) C_SHARED.invokeExact(argument);
    }

    @Benchmark
    public int cFunctionGivenItsAddress() throws Throwable {
        return (int) C_GIVEN.invokeExact(address, argument);
    }

    @Benchmark
    public int function() {
        return FUNCTION.applyAsInt(argument);
    }

    @Benchmark
    public int functionCritical() {
        return FUNCTION_CRITICAL.applyAsInt(argument);
    }

    @Benchmark
    public int functionAuto() {
        return FUNCTION_AUTO.applyAsInt(argument);
    }

    @Benchmark
    public int functionClosable() {
        return FUNCTION_CLOSABLE.applyAsInt(argument);
    }

    @Benchmark
    public int functionInAField() {
        return field.applyAsInt(argument);
    }

    @Benchmark
    public int functionCriticalInAField() {
        return fieldCritical.applyAsInt(argument);
    }

    /// What a JIT writer does with code that is called once: an object for each address.
    @Benchmark
    public int functionMadeAndCalled() {
        return TYPE.at(CODE).applyAsInt(argument);
    }
}
