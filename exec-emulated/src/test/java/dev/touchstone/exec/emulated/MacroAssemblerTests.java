package dev.touchstone.exec.emulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.touchstone.encoder.aarch32.A32MacroAssembler;
import dev.touchstone.encoder.aarch32.R;
import dev.touchstone.encoder.aarch32.T32MacroAssembler;
import dev.touchstone.encoder.aarch64.A64MacroAssembler;
import dev.touchstone.encoder.aarch64.D;
import dev.touchstone.encoder.aarch64.Q;
import dev.touchstone.encoder.aarch64.S;
import dev.touchstone.encoder.aarch64.W;
import dev.touchstone.encoder.aarch64.X;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What the macro assemblers make of constants and addresses is run, and the registers looked at.
class MacroAssemblerTests {
    private static final long[] HALFWORDS = {0, 0, 0xFFFF, 0xFFFF, 1, 0x8000, 0x5555, 0x00FF, 0xFF00};
    private static final double[] NUMBERS = {0, -0.0, 1, -1, 0.125, 31, 0.1, 1e300, Double.NaN, -1.9375, 33};

    private final SplittableRandom random = new SplittableRandom(7);

    private static MachineState run(Isa isa, CodeBuffer code) throws EngineMissingException {
        code.pool();
        try (Executor executor = new UnicornProvider().open(isa)) {
            Snippet snippet = Snippet.of(isa, code.toImage(), new MachineState(isa, 64, 64));
            return assertInstanceOf(Outcome.Completed.class, executor.run(snippet))
                    .state();
        }
    }

    /// Numbers of every shape: of some halfwords, runs of ones, anything.
    private long number() {
        long value = 0;
        switch (random.nextInt(4)) {
            case 0, 1 -> {
                for (int i = 0; i < 4; i++) {
                    int which = random.nextInt(HALFWORDS.length + 2);
                    value = value << 16 | (which < HALFWORDS.length ? HALFWORDS[which] : random.nextInt(1 << 16));
                }
            }
            case 2 -> {
                value = Long.rotateLeft(-1L >>> random.nextInt(64), random.nextInt(64));
                int size = 8 << random.nextInt(4);
                for (int i = size; i < 64; i += size) {
                    value = value & (1L << size) - 1 | value << size;
                }
                if (random.nextBoolean()) {
                    value ^= (long) random.nextInt(1 << 16) << 16 * random.nextInt(4);
                }
            }
            default -> value = random.nextLong() >>> random.nextInt(64);
        }
        return value;
    }

    private int word() {
        return (int) (number() >>> 8 * random.nextInt(5));
    }

    private static double d(MachineState state, Isa isa, int i) {
        String register = isa == Isa.A64 ? "z" + i : "q" + i / 2;
        return ByteBuffer.wrap(state.bytes(register))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getDouble(isa == Isa.A64 ? 0 : 8 * (i % 2));
    }

    private static float s(MachineState state, Isa isa, int i) {
        String register = isa == Isa.A64 ? "z" + i : "q" + i / 4;
        return ByteBuffer.wrap(state.bytes(register))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getFloat(isa == Isa.A64 ? 0 : 4 * (i % 4));
    }

    private static void assertSame(double expected, double actual) {
        assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(actual), "of " + expected);
    }

    @Test
    void constantsOfA64() throws EngineMissingException {
        for (int round = 0; round < 100; round++) {
            A64MacroAssembler a = new A64MacroAssembler();
            long[] expected = new long[16];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = number();
                boolean isWord = random.nextInt(3) == 0;
                boolean isLiteral = random.nextInt(4) == 0;
                if (isWord) {
                    expected[i] &= 0xFFFF_FFFFL;
                }
                if (isWord && isLiteral) {
                    a.literal(W.of(i), (int) expected[i]);
                } else if (isWord) {
                    a.constant(W.of(i), (int) expected[i]);
                } else if (isLiteral) {
                    a.literal(X.of(i), expected[i]);
                } else {
                    a.constant(X.of(i), expected[i]);
                }
            }
            end(a);
            MachineState state = run(Isa.A64, a.code());
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], state.get("x" + i), "round " + round + ", x" + i);
            }
        }
    }

    private static void end(A64MacroAssembler a) {
        Label end = a.newLabel();
        a.b(end);
        a.code().pool();
        a.bind(end);
    }

    @Test
    void floatingPointConstantsOfA64() throws EngineMissingException {
        A64MacroAssembler a = new A64MacroAssembler();
        for (int i = 0; i < NUMBERS.length; i++) {
            a.constant(D.of(i), NUMBERS[i]);
            a.constant(S.of(16 + i), (float) NUMBERS[i]);
        }
        a.constant(Q.of(31), 0x0102030405060708L, -2);
        end(a);
        MachineState state = run(Isa.A64, a.code());
        for (int i = 0; i < NUMBERS.length; i++) {
            assertSame(NUMBERS[i], d(state, Isa.A64, i));
            assertSame((float) NUMBERS[i], s(state, Isa.A64, 16 + i));
        }
        assertEquals(0x0102030405060708L, state.get("z31"));
        assertEquals(-2, state.bytes("z31")[8]);
        assertEquals(-1, state.bytes("z31")[15]);
    }

    @Test
    void addressesAndFarCallsOfA64() throws EngineMissingException {
        A64MacroAssembler a = new A64MacroAssembler();
        CodeBuffer code = a.code();
        Label start = a.newLabel();
        Label function = code.label("function");
        Label back = code.label("back");
        Label behind = code.label("behind");
        a.b(start);
        a.bind(function);
        a.add(X.of(5), X.of(5), 1);
        a.ret(X.of(30));
        a.bind(start);
        a.constant(X.of(5), 40);
        a.address(X.of(0), function);
        a.address(X.of(1), behind);
        a.address(X.of(2), behind.plus(0x12345));
        a.call(AddressMap.CODE + function.offset());
        a.address(X.of(30), back);
        a.jump(AddressMap.CODE + function.offset());
        a.bind(back);
        a.bind(behind);
        a.add(X.of(6), X.of(5), 1);
        MachineState state = run(Isa.A64, code);
        assertEquals(AddressMap.CODE + function.offset(), state.get("x0"));
        assertEquals(AddressMap.CODE + behind.offset(), state.get("x1"));
        assertEquals(AddressMap.CODE + behind.offset() + 0x12345, state.get("x2"));
        assertEquals(43, state.get("x6"));
    }

    @Test
    void constantsOfA32() throws EngineMissingException {
        for (int round = 0; round < 100; round++) {
            A32MacroAssembler a = new A32MacroAssembler();
            int[] expected = new int[12];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = word();
                if (random.nextInt(4) == 0) {
                    a.literal(R.of(i), expected[i]);
                } else {
                    a.constant(R.of(i), expected[i]);
                }
            }
            end(a);
            MachineState state = run(Isa.A32, a.code());
            for (int i = 0; i < expected.length; i++) {
                assertEquals(Integer.toUnsignedLong(expected[i]), state.get("r" + i), "round " + round + ", r" + i);
            }
        }
    }

    private static void end(A32MacroAssembler a) {
        Label end = a.newLabel();
        a.b(end);
        a.code().pool();
        a.bind(end);
    }

    @Test
    void floatingPointConstantsOfA32() throws EngineMissingException {
        A32MacroAssembler a = new A32MacroAssembler();
        for (int i = 0; i < NUMBERS.length; i++) {
            a.constant(dev.touchstone.encoder.aarch32.D.of(i + 8), NUMBERS[i]);
            a.constant(dev.touchstone.encoder.aarch32.S.of(i), (float) NUMBERS[i]);
        }
        end(a);
        MachineState state = run(Isa.A32, a.code());
        for (int i = 0; i < NUMBERS.length; i++) {
            assertSame(NUMBERS[i], d(state, Isa.A32, i + 8));
            assertSame((float) NUMBERS[i], s(state, Isa.A32, i));
        }
    }

    @Test
    void addressesAndFarCallsOfA32() throws EngineMissingException {
        for (int shift = 0; shift < 2; shift++) {
            A32MacroAssembler a = new A32MacroAssembler();
            CodeBuffer code = a.code();
            Label start = a.newLabel();
            Label function = code.label("function");
            Label back = code.label("back");
            Label behind = code.label("behind");
            a.b(start);
            a.bind(function);
            a.add(R.of(5), R.of(5), 1);
            a.bx(R.of(14));
            a.bind(start);
            for (int i = 0; i < shift; i++) {
                a.nop();
            }
            a.constant(R.of(5), 40);
            a.address(R.of(0), function);
            a.address(R.of(1), behind);
            a.address(R.of(2), behind.plus(0x12345));
            a.call((int) AddressMap.CODE + function.offset());
            a.address(R.of(14), back);
            a.jump((int) AddressMap.CODE + function.offset());
            a.bind(back);
            a.bind(behind);
            a.add(R.of(6), R.of(5), 1);
            MachineState state = run(Isa.A32, code);
            assertEquals(AddressMap.CODE + function.offset(), state.get("r0"));
            assertEquals(AddressMap.CODE + behind.offset(), state.get("r1"));
            assertEquals(AddressMap.CODE + behind.offset() + 0x12345, state.get("r2"));
            assertEquals(43, state.get("r6"));
        }
    }

    @Test
    void constantsOfT32() throws EngineMissingException {
        for (int round = 0; round < 100; round++) {
            T32MacroAssembler a = new T32MacroAssembler();
            int[] expected = new int[12];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = word();
                if (random.nextInt(4) == 0) {
                    a.literal(R.of(i), expected[i]);
                } else {
                    a.constant(R.of(i), expected[i]);
                }
            }
            end(a);
            MachineState state = run(Isa.T32, a.code());
            for (int i = 0; i < expected.length; i++) {
                assertEquals(Integer.toUnsignedLong(expected[i]), state.get("r" + i), "round " + round + ", r" + i);
            }
        }
    }

    private static void end(T32MacroAssembler a) {
        Label end = a.newLabel();
        a.b(end);
        a.code().pool();
        a.bind(end);
    }

    @Test
    void floatingPointConstantsOfT32() throws EngineMissingException {
        T32MacroAssembler a = new T32MacroAssembler();
        for (int i = 0; i < NUMBERS.length; i++) {
            a.constant(dev.touchstone.encoder.aarch32.D.of(i + 8), NUMBERS[i]);
            a.constant(dev.touchstone.encoder.aarch32.S.of(i), (float) NUMBERS[i]);
        }
        end(a);
        MachineState state = run(Isa.T32, a.code());
        for (int i = 0; i < NUMBERS.length; i++) {
            assertSame(NUMBERS[i], d(state, Isa.T32, i + 8));
            assertSame((float) NUMBERS[i], s(state, Isa.T32, i));
        }
    }

    @Test
    void addressesAndFarCallsOfT32() throws EngineMissingException {
        for (int shift = 0; shift < 2; shift++) {
            T32MacroAssembler a = new T32MacroAssembler();
            CodeBuffer code = a.code();
            Label start = a.newLabel();
            Label function = code.label("function");
            Label back = code.label("back");
            Label behind = code.label("behind");
            a.b(start);
            a.bind(function);
            a.add(R.of(5), R.of(5), 1);
            a.bx(R.of(14));
            a.bind(start);
            for (int i = 0; i < shift; i++) {
                a.nop();
            }
            a.constant(R.of(5), 40);
            a.address(R.of(0), function);
            a.address(R.of(1), behind);
            a.address(R.of(2), behind.plus(0x12345));
            a.call((int) AddressMap.CODE + function.offset() + 1);
            a.address(R.of(14), back.plus(1));
            a.jump((int) AddressMap.CODE + function.offset() + 1);
            a.bind(back);
            a.bind(behind);
            a.add(R.of(6), R.of(5), 1);
            MachineState state = run(Isa.T32, code);
            assertEquals(AddressMap.CODE + function.offset(), state.get("r0"));
            assertEquals(AddressMap.CODE + behind.offset(), state.get("r1"));
            assertEquals(AddressMap.CODE + behind.offset() + 0x12345, state.get("r2"));
            assertEquals(43, state.get("r6"));
        }
    }
}
