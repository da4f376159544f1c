package dev.touchstone.exec.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.relocation.RelocationException;
import java.io.Serializable;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("portable")
class FunctionTypeTests {
    private static final MethodHandles.Lookup HERE = MethodHandles.lookup();

    private interface IntToByte {
        byte of(int value);
    }

    private interface IntToShort {
        short of(int value);
    }

    private interface IntToChar {
        char of(int value);
    }

    private interface OfByte {
        byte of(byte value);
    }

    private interface OfBoolean {
        boolean of(boolean value);
    }

    private interface OfFloat {
        float of(float value);
    }

    interface OfPointer {
        MemorySegment of(MemorySegment value);

        @Override
        boolean equals(Object other);

        default String describe(MemorySegment value) {
            return "0x%x".formatted(of(value).address());
        }
    }

    interface Nothing {}

    interface Two {
        int one(int value);

        long two(long value);
    }

    interface Overloaded {
        int one(int value);

        int one(long value);
    }

    sealed interface Closed permits Implementation {
        int one(int value);
    }

    record Implementation() implements Closed {
        @Override
        public int one(int value) {
            return value;
        }
    }

    interface Length {
        long of(MemorySegment string);
    }

    interface Print {
        int of(MemorySegment buffer, long size, MemorySegment format, int first, double second);
    }

    interface Divide {
        MemorySegment of(SegmentAllocator allocator, int numerator, int denominator);
    }

    interface Captured {
        int of(MemorySegment state, int file);
    }

    private static MemorySegment c(String name) {
        return Linker.nativeLinker().defaultLookup().findOrThrow(name);
    }

    private static String refusal(Runnable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    }

    @Test
    void integersOfEachWidth() throws Throwable {
        try (NativeCode code = HostSnippets.IDENTITY.load()) {
            assertEquals(-5, NativeFunction.of(code, IntUnaryOperator.class).applyAsInt(-5));
            assertEquals(
                    Long.MIN_VALUE + 7,
                    NativeFunction.of(code, 0, LongUnaryOperator.class).applyAsLong(Long.MIN_VALUE + 7));
            assertEquals(-1, FunctionType.of(HERE, IntToByte.class).at(code).of(0x12FF));
            assertEquals(
                    Short.MIN_VALUE,
                    FunctionType.of(HERE, IntToShort.class).at(code).of(0x128000));
            assertEquals(
                    '\uFEDC', FunctionType.of(HERE, IntToChar.class).at(code).of(0x1FEDC));
            assertEquals(-128, FunctionType.of(HERE, OfByte.class).at(code).of((byte) -128));
            OfBoolean not = FunctionType.of(HERE, OfBoolean.class).at(code);
            assertTrue(not.of(true) && !not.of(false));
            IntPredicate odd = NativeFunction.of(code, IntPredicate.class);
            assertTrue(odd.test(1) && !odd.test(0) && odd.negate().test(0));
        }
    }

    @Test
    void pointersAndFloats() throws Throwable {
        try (NativeCode code = HostSnippets.IDENTITY.load();
                NativeCode same = HostSnippets.SAME_FLOAT.load()) {
            OfPointer pointer = FunctionType.of(HERE, OfPointer.class).at(code);
            assertEquals(
                    0x1234_5678_9ABCL,
                    pointer.of(MemorySegment.ofAddress(0x1234_5678_9ABCL)).address());
            assertEquals("0x10", pointer.describe(MemorySegment.ofAddress(16)));
            assertEquals(-1.5f, FunctionType.of(HERE, OfFloat.class).at(same).of(-1.5f));
            assertEquals(
                    0x1p-1060,
                    NativeFunction.of(same, DoubleUnaryOperator.class).applyAsDouble(0x1p-1060));
            String name = pointer.toString();
            assertEquals(
                    "MemorySegment " + OfPointer.class.getName() + ".of(MemorySegment) at 0x"
                            + Long.toHexString(code.address()),
                    name);
        }
    }

    @Test
    void aTypeMakesItsClassOnce() {
        FunctionType<IntUnaryOperator> type = FunctionType.of(IntUnaryOperator.class);
        IntUnaryOperator abs = type.at(c("abs"));
        IntUnaryOperator upper = type.at(c("toupper"));
        assertSame(abs.getClass(), upper.getClass());
        assertNotSame(abs.getClass(), type.critical().at(c("abs")).getClass());
        assertEquals('A', abs.andThen(upper).applyAsInt(-'a'));
        assertEquals(FunctionDescriptor.of(JAVA_INT, JAVA_INT), type.descriptor());
    }

    @Test
    void afterTheCloseACallIsAnError() throws Throwable {
        NativeCode code = HostSnippets.IDENTITY.load();
        IntUnaryOperator function = NativeFunction.of(code, IntUnaryOperator.class);
        IntUnaryOperator leaf =
                FunctionType.of(IntUnaryOperator.class).critical().at(code);
        assertEquals(7, function.applyAsInt(7) & leaf.applyAsInt(7));
        code.close();
        assertThrows(IllegalStateException.class, () -> function.applyAsInt(7));
        assertThrows(IllegalStateException.class, () -> leaf.applyAsInt(7));
        assertThrows(IllegalStateException.class, () -> NativeFunction.of(code, IntUnaryOperator.class));
    }

    interface CallsBack {
        void of(MemorySegment function);
    }

    @Test
    void whileACallRunsItIsNotClosed() throws Throwable {
        try (NativeCode code = HostSnippets.JUMP.load();
                Arena arena = Arena.ofConfined()) {
            NativeCallback close = FunctionType.of(Runnable.class).callback(code::close, arena);
            FunctionType.of(HERE, CallsBack.class).at(code).of(close.pointer());
            assertThrows(IllegalStateException.class, close::rethrow);
        }
    }

    @Test
    void whatIsNoFunctionalInterfaceIsRefused() {
        assertEquals(
                "java.lang.String can't be implemented; allowed are interfaces, and no annotation, sealed or hidden ones",
                refusal(() -> FunctionType.of(String.class)));
        assertTrue(refusal(() -> FunctionType.of(HERE, Closed.class)).contains("sealed"));
        assertTrue(refusal(() -> FunctionType.of(Override.class)).contains("annotation"));
        assertEquals(
                Nothing.class.getName() + " has no abstract method; allowed is exactly one",
                refusal(() -> FunctionType.of(HERE, Nothing.class)));
        assertTrue(refusal(() -> FunctionType.of(Serializable.class)).contains("no abstract method"));
        String two = refusal(() -> FunctionType.of(HERE, Two.class));
        assertTrue(two.contains("has 2 abstract methods") && two.contains("one") && two.contains("two"), two);
        assertTrue(
                refusal(() -> FunctionType.of(HERE, Overloaded.class)).contains("has 2 abstract methods, one and one"));
    }

    @Test
    void whatCDoesNotHaveIsRefused() {
        String message = refusal(() -> FunctionType.of(ToLongFunction.class));
        assertEquals(
                "parameter 1 of long java.util.function.ToLongFunction.applyAsLong(Object) is java.lang.Object; allowed are"
                        + " boolean, byte, short, char, int, long, float, double and MemorySegment; a struct needs a"
                        + " FunctionDescriptor",
                message);
        assertTrue(refusal(() -> FunctionType.of(Comparator.class)).startsWith("parameter 1 of int "));
        assertTrue(refusal(() -> FunctionType.of(IntFunction.class)).startsWith("the result of "));
        assertTrue(refusal(() -> FunctionType.of(Callable.class)).contains("double, void and MemorySegment"));
    }

    @Test
    void whatIsNotSeenIsRefused() throws Exception {
        String hidden = refusal(() -> FunctionType.of(IntToByte.class));
        assertEquals(
                IntToByte.class.getName()
                        + " is not public: give FunctionType.of the lookup of a class that sees it, MethodHandles.lookup()",
                hidden);
        Class<?> unexported = Class.forName("sun.security.util.Cache$CacheVisitor");
        FunctionDescriptor pointer = FunctionDescriptor.ofVoid(ADDRESS);
        assertTrue(refusal(() -> FunctionType.of(unexported, pointer)).contains("java.base does not export"));
        assertTrue(refusal(() -> FunctionType.of(HERE, unexported, pointer)).contains("is not seen by"));
        assertTrue(refusal(() -> FunctionType.of(MethodHandles.publicLookup(), IntSupplier.class))
                .contains("full privileges"));
    }

    @Test
    void anotherLoadersInterfaceNeedsALookup() throws Throwable {
        Class<?> type = new OtherLoader().loadClass("other.Same");
        assertTrue(refusal(() -> FunctionType.of(type)).contains("is of another class loader"));
        assertTrue(refusal(() -> FunctionType.of(HERE, type)).contains("is not seen by"));
        MethodHandles.Lookup there = (MethodHandles.Lookup) type.getClassLoader()
                .loadClass("other.Names")
                .getMethod("lookup")
                .invoke(null);
        Object abs = FunctionType.of(there, type).at(c("abs"));
        assertEquals(5, type.getMethod("call", int.class).invoke(abs, -5));
    }

    @Test
    void aSignatureThatDoesNotFitIsRefused() {
        FunctionDescriptor longs = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG);
        FunctionType<IntUnaryOperator> type = FunctionType.of(IntUnaryOperator.class, longs);
        String message = refusal(() -> type.at(c("labs")));
        assertTrue(
                message.startsWith(
                                "int java.util.function.IntUnaryOperator.applyAsInt(int) does not fit the C signature")
                        && message.endsWith("which takes (long)long"),
                message);
        try (Arena arena = Arena.ofConfined()) {
            assertTrue(refusal(() -> type.callback(x -> x, arena)).contains("does not fit"));
        }
    }

    @Test
    void onlyNativeAddressesAreFunctions() throws Throwable {
        assertTrue(refusal(() -> NativeFunction.of(MemorySegment.NULL, IntSupplier.class))
                .startsWith("no function at"));
        assertTrue(refusal(() -> NativeFunction.of(MemorySegment.ofArray(new byte[4]), IntSupplier.class))
                .startsWith("no function at"));
        try (NativeCode code = HostSnippets.IDENTITY.load()) {
            assertTrue(refusal(() -> NativeFunction.of(code, code.size(), IntSupplier.class))
                    .contains("no function at offset"));
            assertThrows(RelocationException.class, () -> NativeFunction.of(code, "nowhere", IntSupplier.class));
        }
    }

    @Test
    void leafFunctionsTakeArrays() {
        Length length = FunctionType.of(HERE, Length.class).critical().at(c("strlen"));
        assertEquals(
                5, length.of(MemorySegment.ofArray("stone\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII))));
        Length far = FunctionType.of(HERE, Length.class).at(c("strlen"));
        assertThrows(IllegalArgumentException.class, () -> far.of(MemorySegment.ofArray(new byte[1])));
    }

    @Test
    void variadicAndStructs() {
        StructLayout quotient = MemoryLayout.structLayout(JAVA_INT.withName("quot"), JAVA_INT.withName("rem"));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(64);
            Print print = FunctionType.of(HERE, Print.class)
                    .withOptions(Linker.Option.firstVariadicArg(3))
                    .at(c("snprintf"));
            assertEquals(8, print.of(buffer, 64, arena.allocateFrom("%d %.3f"), 17, 2.125));
            assertEquals("17 2.125", buffer.getString(0));
            MemorySegment result = FunctionType.of(
                            HERE, Divide.class, FunctionDescriptor.of(quotient, JAVA_INT, JAVA_INT))
                    .at(c("div"))
                    .of(arena, 17, 5);
            assertEquals(3, result.get(JAVA_INT, 0));
            assertEquals(2, result.get(JAVA_INT, 4));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void callState() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            Captured close = FunctionType.of(HERE, Captured.class, FunctionDescriptor.of(JAVA_INT, JAVA_INT))
                    .withOptions(Linker.Option.captureCallState("errno"))
                    .at(c("close"));
            assertEquals(-1, close.of(state, -1));
            assertEquals(9, state.get(ValueLayout.JAVA_INT, 0));
        }
    }

    @Test
    void publicInterfacesNeedNoLookup() {
        assertEquals(
                2.0, NativeFunction.of(c("sqrt"), DoubleUnaryOperator.class).applyAsDouble(4));
        assertFalse(FunctionType.of(DoubleUnaryOperator.class).toString().isEmpty());
        assertEquals(
                FunctionDescriptor.of(JAVA_DOUBLE, JAVA_DOUBLE),
                FunctionType.of(DoubleUnaryOperator.class).descriptor());
    }
}
