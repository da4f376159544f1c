package dev.touchstone.encoder.x86;

import java.util.Random;

/// Random operands for typed methods: special registers, edges of ranges, and some that have no encoding.
final class Samples {
    /// The first of [#NUMBERS].
    static final int TAME_NUMBERS = 6;

    private static final long[] NUMBERS = {
        0,
        1,
        3,
        5,
        127,
        128,
        255,
        256,
        -1,
        -128,
        -129,
        32767,
        32768,
        65408,
        65535,
        65536,
        -32768,
        -32769,
        0x1234_5678L,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0x8000_0000L,
        0xFFFF_FF80L,
        0xFFFF_FFFFL,
        0x1_0000_0000L,
        Long.MIN_VALUE
    };

    private final Random random;
    private final int mode;
    private final int sample;
    /// Whether only registers that every encoding has are taken.
    private final boolean tame;

    private Samples(Random random, int mode, int sample) {
        this.random = random;
        this.mode = mode;
        this.sample = sample;
        this.tame = sample % 2 == 0;
    }

    /// Arguments for a typed method. Even samples are tame: low registers, plain memory, and each of the small numbers
    /// in turn, since some have rows of their own.
    static Object[] arguments(Class<?>[] types, Random random, int mode, int sample) {
        Samples samples = new Samples(random, mode, sample);
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = samples.argument(types[i]);
        }
        return arguments;
    }

    private int number(int wild) {
        return random.nextInt(tame ? 8 : wild);
    }

    private Object argument(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Gpr8" -> byteRegister();
            case "Gpr16" -> new Gpr16(number(32));
            case "Gpr32" -> new Gpr32(number(32));
            case "Gpr64" -> new Gpr64(number(32));
            case "Mm" -> new Mm(number(8));
            case "Xmm" -> new Xmm(number(32));
            case "Ymm" -> new Ymm(number(32));
            case "Zmm" -> new Zmm(number(32));
            case "KMask" -> new KMask(number(8));
            case "St" -> new St(random.nextInt(random.nextBoolean() ? 1 : 8));
            case "Tmm" -> new Tmm(number(8));
            case "Seg" -> new Seg(random.nextInt(6));
            case "Cr" -> new Cr(number(16));
            case "Dr" -> new Dr(number(16));
            case "XmmDest" -> vector(new Xmm(number(32)));
            case "YmmDest" -> vector(new Ymm(number(32)));
            case "ZmmDest" -> vector(new Zmm(number(32)));
            case "KDest" -> random.nextBoolean() ? new KMask(number(8)) : new KMask(number(8)).k(mask());
            case "Mem" -> memory();
            case "int" -> (int) value();
            case "long" -> value();
            case "Rounding" -> Rounding.values()[1 + random.nextInt(5)];
            case "FarPointer" -> new FarPointer(random.nextInt(0x10000), value() & 0xFFFF_FFFFL);
            default -> throw new AssertionError("no samples of " + type);
        };
    }

    private KMask mask() {
        return new KMask(1 + random.nextInt(7));
    }

    private long value() {
        if (tame) {
            return NUMBERS[sample / 2 % TAME_NUMBERS];
        }
        return random.nextInt(4) == 0 ? random.nextInt(256) : NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private Gpr8 byteRegister() {
        int n = random.nextInt(3) == 0 ? 0 : number(36);
        return new Gpr8(n < 32 ? n : n + 4);
    }

    private X86Operand vector(X86Operand register) {
        if (random.nextInt(3) == 0) {
            return register;
        }
        boolean zeroing = random.nextBoolean();
        KMask mask = mask();
        return switch (register) {
            case Xmm xmm -> new MaskedXmm(xmm, mask, zeroing);
            case Ymm ymm -> new MaskedYmm(ymm, mask, zeroing);
            case Zmm zmm -> new MaskedZmm(zmm, mask, zeroing);
            default -> register;
        };
    }

    private Mem memory() {
        Mem memory = address();
        if (random.nextInt(tame ? 2 : 4) != 0) {
            memory = memory.size(MemSize.values()[random.nextInt(MemSize.values().length)]);
        }
        if (random.nextInt(6) == 0) {
            memory = memory.k(mask());
        }
        if (random.nextInt(tame ? 8 : 5) == 0) {
            memory = memory.bcst();
        }
        if (!tame && random.nextInt(4) == 0) {
            memory = memory.segment(new Seg(random.nextInt(6)));
        }
        return memory;
    }

    private Mem address() {
        int kind = random.nextInt(tame ? 3 : 10);
        int scale = 1 << random.nextInt(4);
        int index = number(32);
        index = index == 4 ? 5 : index;
        long disp = kind == 0 ? 0 : tame ? random.nextInt(-300, 300) : value();
        Mem base = mode == 64 ? Mem.ptr(new Gpr64(number(32))) : Mem.ptr(new Gpr32(number(32)));
        return switch (kind) {
            case 0, 1, 3 -> base.disp(disp);
            case 2, 4 ->
                (mode == 64 ? base.index(new Gpr64(index), scale) : base.index(new Gpr32(index), scale)).disp(disp);
            case 5 -> Mem.ptr(disp);
            case 6 -> Mem.rip(disp);
            case 7 ->
                Mem.ptr(new Gpr32(number(32))).index(new Gpr32(index), scale).disp(disp);
            case 8 ->
                random.nextBoolean()
                        ? Mem.ptr(new Gpr16(random.nextBoolean() ? 3 : 5))
                                .index(new Gpr16(6))
                                .disp(disp)
                        : base.index(new Xmm(index), scale).disp(disp * 4);
            default ->
                random.nextBoolean()
                        ? base.index(new Ymm(index), scale)
                        : base.index(new Zmm(index), scale).k(mask()).disp(disp);
        };
    }
}
