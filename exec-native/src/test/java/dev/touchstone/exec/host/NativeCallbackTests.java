package dev.touchstone.exec.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class NativeCallbackTests {
    private static final MethodHandles.Lookup HERE = MethodHandles.lookup();
    private static final FunctionType<IntUnaryOperator> UNARY = FunctionType.of(IntUnaryOperator.class);
    private static final StructLayout PAIR = MemoryLayout.structLayout(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT);

    private interface Compare {
        int of(MemorySegment a, MemorySegment b);
    }

    private interface Sort {
        void of(MemorySegment array, long count, long size, MemorySegment compare);
    }

    private interface Pointer {
        MemorySegment get();
    }

    private interface Fails {
        int run() throws Exception;
    }

    private interface Swap {
        MemorySegment of(MemorySegment pair);
    }

    private interface AllocatedSwap {
        MemorySegment of(SegmentAllocator allocator, MemorySegment pair);
    }

    @Test
    void cCallsJava() {
        try (Arena arena = Arena.ofConfined()) {
            FunctionDescriptor compare = FunctionDescriptor.of(
                    JAVA_INT, ADDRESS.withTargetLayout(JAVA_INT), ADDRESS.withTargetLayout(JAVA_INT));
            NativeCallback callback = FunctionType.of(HERE, Compare.class, compare)
                    .callback((a, b) -> Integer.compare(a.get(JAVA_INT, 0), b.get(JAVA_INT, 0)), arena);
            MemorySegment array = arena.allocateFrom(JAVA_INT, 5, -1, 7, 0);
            FunctionType.of(HERE, Sort.class)
                    .at(Linker.nativeLinker().defaultLookup().findOrThrow("qsort"))
                    .of(array, 4, 4, callback.pointer());
            callback.rethrow();
            assertArrayEquals(new int[] {-1, 0, 5, 7}, array.toArray(JAVA_INT));
        }
    }

    @Test
    void exceptionsWaitUntilTheCallIsBack() {
        try (Arena arena = Arena.ofConfined()) {
            NativeCallback callback = UNARY.callback(x -> 10 / x, arena);
            IntUnaryOperator function = UNARY.at(callback.pointer());
            assertEquals(5, function.applyAsInt(2));
            callback.rethrow();
            assertEquals(0, function.applyAsInt(0));
            assertEquals(0, function.applyAsInt(0));
            assertEquals(10, function.applyAsInt(1));
            ArithmeticException failure = assertThrows(ArithmeticException.class, callback::rethrow);
            assertTrue(failure.getSuppressed().length <= 1);
            callback.rethrow();
            assertTrue(callback.takeFailure().isEmpty());
        }
    }

    @Test
    void manyExceptionsAreNotKept() {
        try (Arena arena = Arena.ofConfined()) {
            NativeCallback callback = UNARY.callback(
                    x -> {
                        throw new IllegalStateException("number " + x);
                    },
                    arena);
            IntUnaryOperator function = UNARY.at(callback.pointer());
            for (int i = 0; i < 1000; i++) {
                assertEquals(0, function.applyAsInt(i));
            }
            Throwable failure = callback.takeFailure().orElseThrow();
            assertEquals("number 0", failure.getMessage());
            assertEquals(16, failure.getSuppressed().length);
        }
    }

    @Test
    void anErrorIsItselfAndACheckedExceptionIsWrapped() {
        try (Arena arena = Arena.ofConfined()) {
            FunctionType<Fails> type = FunctionType.of(HERE, Fails.class);
            Throwable[] thrown = {new StackOverflowError(), new IOException("no file")};
            NativeCallback callback = type.callback(
                    () -> {
                        if (thrown[0] instanceof Error e) {
                            throw e;
                        }
                        throw (Exception) thrown[0];
                    },
                    arena);
            Fails function = type.at(callback.pointer());
            assertEquals(0, assertReturns(function));
            assertSame(thrown[0], assertThrows(StackOverflowError.class, callback::rethrow));
            thrown[0] = thrown[1];
            assertEquals(0, assertReturns(function));
            assertSame(
                    thrown[1],
                    assertThrows(UndeclaredThrowableException.class, callback::rethrow)
                            .getCause());
        }
    }

    private static int assertReturns(Fails function) {
        try {
            return function.run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aHandlerIsTold() {
        try (Arena arena = Arena.ofConfined()) {
            List<Throwable> told = new ArrayList<>();
            NativeCallback callback = UNARY.callback(x -> 10 / x, arena, failure -> {
                told.add(failure);
                throw new IllegalStateException("a handler fails too");
            });
            IntUnaryOperator function = UNARY.at(callback.pointer());
            assertEquals(0, function.applyAsInt(0));
            assertEquals(0, function.applyAsInt(0));
            assertEquals(2, told.size());
            callback.rethrow();
        }
    }

    @Test
    void resultsThatCCannotTakeAreFailures() {
        try (Arena arena = Arena.ofConfined()) {
            FunctionType<Pointer> type = FunctionType.of(HERE, Pointer.class);
            MemorySegment[] result = new MemorySegment[1];
            NativeCallback callback = type.callback(() -> result[0], arena);
            Pointer function = type.at(callback.pointer());
            assertEquals(0, function.get().address());
            assertThrows(IllegalArgumentException.class, callback::rethrow);
            result[0] = MemorySegment.ofArray(new long[1]);
            assertEquals(0, function.get().address());
            assertThrows(IllegalArgumentException.class, callback::rethrow);
            Arena closed = Arena.ofConfined();
            result[0] = closed.allocate(8);
            closed.close();
            assertEquals(0, function.get().address());
            assertThrows(IllegalStateException.class, callback::rethrow);
            result[0] = MemorySegment.ofAddress(0x1000);
            assertEquals(0x1000, function.get().address());
            callback.rethrow();
        }
    }

    @Test
    void structsByValueBothWays() {
        FunctionDescriptor swap = FunctionDescriptor.of(PAIR, PAIR);
        MemorySegment[] kept = new MemorySegment[1];
        try (Arena arena = Arena.ofConfined()) {
            NativeCallback callback = FunctionType.of(HERE, Swap.class, swap)
                    .callback(
                            pair -> {
                                kept[0] = pair;
                                if (pair.get(JAVA_INT, 16) == 0) {
                                    return pair.asSlice(0, 8);
                                }
                                MemorySegment result = MemorySegment.ofArray(new long[3]);
                                result.set(JAVA_LONG, 0, pair.get(JAVA_LONG, 8));
                                result.set(JAVA_LONG, 8, pair.get(JAVA_LONG, 0));
                                return result;
                            },
                            arena);
            AllocatedSwap function =
                    FunctionType.of(HERE, AllocatedSwap.class, swap).at(callback.pointer());
            MemorySegment pair = arena.allocate(PAIR);
            pair.set(JAVA_LONG, 0, 1);
            pair.set(JAVA_LONG, 8, 1L << 60);
            pair.set(JAVA_INT, 16, 3);
            assertArrayEquals(
                    new long[] {1L << 60, 1, 0}, function.of(arena, pair).toArray(JAVA_LONG.withByteAlignment(4)));
            callback.rethrow();
            pair.set(JAVA_INT, 16, 0);
            assertArrayEquals(new long[3], function.of(arena, pair).toArray(ValueLayout.JAVA_LONG));
            assertTrue(assertThrows(IllegalArgumentException.class, callback::rethrow)
                    .getMessage()
                    .startsWith("8 bytes can't be a "));
            assertFalse(kept[0].scope().isAlive());
        }
    }

    @Test
    void anotherThreadMayCall() throws InterruptedException {
        try (Arena arena = Arena.ofShared()) {
            FunctionType<LongUnaryOperator> type = FunctionType.of(LongUnaryOperator.class);
            NativeCallback callback = type.callback(x -> Thread.currentThread().threadId() * x, arena);
            LongUnaryOperator function = type.at(callback.pointer());
            long[] result = new long[1];
            Thread thread = new Thread(() -> result[0] = function.applyAsLong(3));
            thread.start();
            thread.join();
            assertEquals(3 * thread.threadId(), result[0]);
        }
    }
}
