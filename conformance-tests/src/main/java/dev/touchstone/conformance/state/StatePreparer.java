package dev.touchstone.conformance.state;

import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.Footprint.MemoryAccess;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.RegisterSet.Register;
import dev.touchstone.isa.Isa;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes initial states for one instruction: random registers with a taste for edges, and addresses in the data
/// window.
public final class StatePreparer {
    /// Bytes of the data window that a run sets and compares; accesses are aimed at the middle half.
    public static final int DATA_BYTES = 0x1000;

    public static final int STACK_BYTES = 0x400;
    /// Of SVE, as the machine states have them.
    private static final int VECTOR_BITS = 256;

    private static final int ALIGNED_BYTES = 16;
    private static final long[] EDGES = {
        0,
        1,
        2,
        -1,
        -2,
        0x7F,
        0x80,
        0xFF,
        0x7FFF,
        0x8000,
        0xFFFF,
        0x7FFF_FFFFL,
        0x8000_0000L,
        0xFFFF_FFFFL,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final Set<String> CONTROL = Set.of(
            "rip", "eip", "pc", "rsp", "esp", "sp", "rflags", "eflags", "cpsr", "mxcsr", "fcw", "fsw", "ftw", "fpcr",
            "fpsr", "fpscr");

    private final Isa isa;
    private final RandomGenerator random;

    public StatePreparer(Isa isa, RandomGenerator random) {
        this.isa = isa;
        this.random = random;
    }

    /// A state in which the instruction can run.
    ///
    /// @param end the address behind the code: where a return or an indirect branch is to lead
    /// @return null if its accesses can't be steered into the window: absolute or program-counter-relative ones
    public @Nullable MachineState prepare(Footprint footprint, long end) {
        MachineState state = new MachineState(isa, DATA_BYTES, STACK_BYTES);
        fillRegisters(state);
        if (footprint.traits().contains("x87")) {
            x87Stack(state, footprint.traits().contains("x87push"));
        }
        random.nextBytes(state.data());
        random.nextBytes(state.stack());
        returnAddress(state, end);
        if (footprint.leaves()) { // what its operands say is steered to the end
            for (String register : footprint.reads()) {
                if (!CONTROL.contains(register)
                        && state.registerSet().get(register).bytes() <= 8) {
                    state.set(register, isa == Isa.T32 ? end | 1 : end);
                }
            }
        }
        for (MemoryAccess access : footprint.memory()) {
            if (!steer(state, access, footprint)) {
                return null;
            }
        }
        if (isa.isX86()) {
            returnAddress(state, end); // where the stack pointer is now
        }
        if (footprint.leaves()) {
            for (MemoryAccess access : footprint.memory()) {
                pointToEnd(state, access, end);
            }
        }
        return state;
    }

    /// A state for a program: what [Pointers] names leads into the data window.
    ///
    /// @param end the address behind the code
    public MachineState program(long end) {
        MachineState state = new MachineState(isa, DATA_BYTES, STACK_BYTES);
        fillRegisters(state);
        random.nextBytes(state.data());
        random.nextBytes(state.stack());
        returnAddress(state, end);
        Pointers pointers = Pointers.of(isa);
        int count = pointers.data().size();
        for (int i = 0; i < count; i++) {
            state.set(pointers.data().get(i), AddressMap.DATA + (long) DATA_BYTES * (i + 1) / (count + 1) / 64 * 64);
        }
        state.set(pointers.small(), random.nextInt(Pointers.MOST + 1));
        return state;
    }

    private void fillRegisters(MachineState state) {
        for (Register register : state.registerSet().registers()) {
            if (CONTROL.contains(register.name()) || register.name().equals("nzcv")) {
                continue;
            }
            if (register.name().startsWith("st")) {
                continue; // empty, but for instructions that use it
            }
            if (register.bytes() <= 8) {
                state.set(
                        register.name(),
                        random.nextInt(3) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextLong());
            } else {
                vector(state.registers(), register);
            }
        }
        if (isa == Isa.A64) {
            // Faults of first-faulting loads leave the low ones.
            state.set("ffr", (1L << 8 * random.nextInt(VECTOR_BITS / 64 + 1)) - 1);
        }
        String flags = Flags.register(isa);
        long some = random.nextLong() & Flags.all(isa) & ~Flags.bits(isa, Set.of("D"));
        state.set(flags, state.get(flags) | some);
    }

    /// Vector lanes: raw bits, or small floating-point numbers, so that arithmetic is not all NaN.
    private void vector(byte[] block, Register register) {
        byte[] bytes = new byte[register.bytes()];
        random.nextBytes(bytes);
        int kind = random.nextInt(3);
        for (int lane = 0; kind == 1 && lane < bytes.length; lane += 4) {
            store(bytes, lane, Float.floatToRawIntBits((random.nextInt(4001) - 2000) / 16f), 4);
        }
        for (int lane = 0; kind == 2 && lane < bytes.length; lane += 8) {
            store(bytes, lane, Double.doubleToRawLongBits((random.nextInt(4001) - 2000) / 16.0), 8);
        }
        System.arraycopy(bytes, 0, block, register.offset(), bytes.length);
    }

    /// Small numbers in all registers of the x87 stack, but for the one that a push takes.
    private void x87Stack(MachineState state, boolean pushes) {
        for (int i = 0; i < (pushes ? 7 : 8); i++) {
            Register register = state.registerSet().get("st" + i);
            int sixteenths = 1 + random.nextInt(2000);
            long bits = Double.doubleToRawLongBits(sixteenths / 16.0);
            store(state.registers(), register.offset(), 1L << 63 | bits << 11, 8);
            long exponent = (bits >>> 52) - 1023 + 16383;
            store(state.registers(), register.offset() + 8, random.nextBoolean() ? exponent : exponent | 0x8000, 2);
        }
        state.set("ftw", pushes ? 0xC000 : 0);
    }

    private void returnAddress(MachineState state, long end) {
        switch (isa) {
            case X86_64 -> store(state.stack(), (int) (state.get("rsp") - state.stackBase()), end, 8);
            case X86_32 -> store(state.stack(), (int) (state.get("esp") - state.stackBase()), end, 4);
            case A64, A32, T32 -> state.set(linkRegister(isa), isa == Isa.T32 ? end | 1 : end);
        }
    }

    private static String linkRegister(Isa isa) {
        return isa == Isa.A64 ? "x30" : "lr";
    }

    /// Has a return lead to the end, as executors do: the word at the stack pointer on x86, a link register that is 0
    /// or leads into the code on Arm.
    public static void link(MachineState state, long end) {
        if (state.isa().isX86()) {
            boolean wide = state.isa() == Isa.X86_64;
            store(state.stack(), (int) (state.get(wide ? "rsp" : "esp") - state.stackBase()), end, wide ? 8 : 4);
            return;
        }
        long old = state.get(linkRegister(state.isa()));
        if (old == 0 || old >= AddressMap.CODE && old < AddressMap.CODE + AddressMap.CODE_SIZE) {
            state.set(linkRegister(state.isa()), state.isa() == Isa.T32 ? end | 1 : end);
        }
    }

    private static void store(byte[] bytes, int at, long value, int count) {
        if (at < 0 || at + count > bytes.length) {
            return; // the stack pointer is steered out of what is compared
        }
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) (value >>> 8 * i);
        }
    }

    /// Sets base and index so that the access falls into the middle of the data window, 64-byte aligned.
    private boolean steer(MachineState state, MemoryAccess access, Footprint footprint) {
        String base = access.base();
        String index = access.index();
        boolean fixed = "pc".equals(base) || "rip".equals(base) || base == null && index == null;
        if (fixed) {
            return false;
        }
        if (access.scalable()) {
            return steerScalable(state, access, footprint);
        }
        if (isVector(state, base == null ? index : base)) {
            return steerVectorBase(state, access);
        }
        if (isStackPointer(base) && index == null && Math.abs(access.displacement()) < STACK_BYTES / 4) {
            if (access.bytes() >= ALIGNED_BYTES && !"sp".equals(base)) {
                // x86 vectors: whether an unaligned one faults is not every engine's business
                state.set(String.valueOf(base), AddressMap.STACK_TOP - access.displacement());
            }
            return true;
        }
        long target = AddressMap.DATA + DATA_BYTES / 4 + 64L * random.nextInt(DATA_BYTES / 2 / 64);
        if (index != null && index.equals(base)) {
            if (!IndexOffset.isMultiple(access)) {
                return false;
            }
            long factor = 1 + (1L << access.shift());
            while ((target - access.displacement()) % factor != 0) {
                target++;
            }
            state.set(index, (target - access.displacement()) / factor);
            return !access.subtract();
        }
        long offset = access.displacement();
        if (index != null) {
            long step = state.registerSet().get(index).bytes() > 8
                    ? vectorIndex(state, access, index)
                    : scalarIndex(state, index, footprint);
            if (base == null) {
                state.set(index, target - access.displacement() >> access.shift());
                return state.registerSet().get(index).bytes() <= 8;
            }
            long added = IndexOffset.of(access, step, state);
            offset += access.subtract() ? -added : added;
        }
        if (base != null) {
            if (state.registerSet().get(base).bytes() > 8) {
                return false;
            }
            state.set(base, target - offset);
        }
        return true;
    }

    /// The middle of the data window is far enough from its ends for all that the vector length multiplies, but for the
    /// transfers of a single register, which the displacement counts.
    private boolean steerScalable(MachineState state, MemoryAccess access, Footprint footprint) {
        boolean predicate = Stream.concat(footprint.reads().stream(), footprint.writes().stream())
                .noneMatch(register -> register.startsWith("z"));
        long unit = predicate ? VECTOR_BITS / 64 : VECTOR_BITS / 8;
        String base = String.valueOf(access.base());
        state.set(base, AddressMap.DATA + DATA_BYTES / 2 - access.displacement() * unit);
        return true;
    }

    /// A vector of addresses: all lanes in the data window, close to each other.
    private boolean steerVectorBase(MachineState state, MemoryAccess access) {
        String base = access.base() == null ? access.index() : access.base();
        Register register = state.registerSet().get(String.valueOf(base));
        long offset = access.displacement();
        if (access.base() != null && access.index() != null) {
            long step = 1L + random.nextInt(7);
            state.set(access.index(), step);
            offset += step;
        }
        long target = AddressMap.DATA + DATA_BYTES / 4 + 64L * random.nextInt(DATA_BYTES / 2 / 64);
        int lane = access.extend().startsWith("q") ? 8 : 4;
        for (int i = 0; i < register.bytes(); i += lane) {
            store(state.registers(), register.offset() + i, target - offset + random.nextInt(64), lane);
        }
        return true;
    }

    private static boolean isVector(MachineState state, @Nullable String register) {
        return state.isa() == Isa.A64
                && register != null
                && state.registerSet().get(register).bytes() > 8;
    }

    private long scalarIndex(MachineState state, String index, Footprint footprint) {
        long step = 1L + random.nextInt(7); // not 0, which in a link register asks for the return address
        if (!footprint.traits().contains("bitindex")) {
            state.set(index, step);
        }
        return step;
    }

    /// Lanes of small offsets; answers 0, since each lane has its own.
    private long vectorIndex(MachineState state, MemoryAccess access, String index) {
        Register register = state.registerSet().get(index);
        int lane = access.extend().startsWith("q") ? 8 : 4;
        for (int i = 0; i < register.bytes(); i += lane) {
            store(state.registers(), register.offset() + i, random.nextInt(16), lane);
        }
        return 0;
    }

    private static boolean isStackPointer(@Nullable String base) {
        return base != null && Pointers.isStack(base);
    }

    private void pointToEnd(MachineState state, MemoryAccess access, long end) {
        if (!access.read() || access.base() == null) {
            return;
        }
        String index = access.index();
        long address = state.get(access.base())
                + (index == null ? 0 : IndexOffset.of(access, state.get(index), state))
                + access.displacement();
        long at = address - AddressMap.DATA;
        if (at >= 0 && at + 8 <= state.data().length) {
            store(
                    state.data(),
                    (int) at,
                    end,
                    state.registerSet().get(access.base()).bytes());
        }
    }
}
