package dev.touchstone.conformance.sampling.arm;

import dev.touchstone.conformance.state.Pointers;
import dev.touchstone.conformance.state.StatePreparer;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.arm.ArmInstruction;
import dev.touchstone.encoder.arm.ArmLanguage;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.codec.ConditionCodec;
import dev.touchstone.isa.arm.codec.HoleCodec;
import dev.touchstone.isa.arm.codec.RegisterCodec;
import dev.touchstone.isa.arm.codec.RegisterMaskCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Operand values for an instruction of a random program: few registers, addresses in the data window.
final class PooledValues {
    /// Numbers of the general registers, among those that every 16-bit T32 instruction takes, and others.
    private static final long GENERAL = 0b1_0000_0000_1111;
    /// Of the vector registers in their whole width; D and S views are those of the same.
    private static final int VECTORS = 5;

    private static final long ALWAYS = 14;
    private static final int TRIES = 12;
    private static final int REACH = StatePreparer.DATA_BYTES / 8;

    private final ArmForm form;
    private final Isa isa;
    private final RandomGenerator random;
    private final ArmLanguage language;
    private final Pointers pointers;

    PooledValues(ArmForm form, Isa isa, RandomGenerator random) {
        this.form = form;
        this.isa = isa;
        this.random = random;
        this.language = ArmLanguage.of(isa);
        this.pointers = Pointers.of(isa);
    }

    /// Null if no such values were found.
    @Nullable
    ArmInstruction draw() {
        for (int i = 0; i < TRIES; i++) {
            long[] values = new long[form.holes().size()];
            for (Hole hole : form.holes()) {
                values[hole.index()] = value(hole);
            }
            if (isLegal(values) && (!touchesMemory(values) || aim(values))) {
                return new ArmInstruction(form, values, List.of());
            }
        }
        return null;
    }

    private boolean isLegal(long[] values) {
        return form.refusedHole(values) < 0;
    }

    private Footprint footprint(long[] values) {
        return language.footprint(new ArmInstruction(form, values, List.of()));
    }

    private boolean touchesMemory(long[] values) {
        return !footprint(values).memory().isEmpty();
    }

    private long value(Hole hole) {
        HoleCodec codec = hole.codec();
        if (hole.isOptional() && random.nextInt(3) == 0) {
            return hole.missing();
        }
        if (codec instanceof ConditionCodec && random.nextInt(4) > 0 && codec.encode(ALWAYS, 0) != HoleCodec.REFUSED) {
            return ALWAYS;
        }
        if (codec instanceof RegisterMaskCodec mask) {
            long some = codec.sample(random) & GENERAL;
            return Long.bitCount(some) < 2 ? mask.legal() & 0b11 : some; // of one register not every encoding runs
        }
        if (codec.isRegister()) {
            return register(codec);
        }
        if (random.nextInt(3) == 0) {
            return (long) random.nextInt(16) << random.nextInt(5);
        }
        long[] edges = codec.edges();
        return random.nextBoolean() && edges.length > 0 ? edges[random.nextInt(edges.length)] : codec.sample(random);
    }

    /// One of the pool, or what was drawn last.
    private long register(HoleCodec codec) {
        long value = 0;
        for (int i = 0; i < TRIES; i++) {
            value = i < TRIES / 2 && codec instanceof RegisterCodec ? random.nextInt(16) : codec.sample(random);
            if (isPooled(codec, value)) {
                return value;
            }
        }
        return value;
    }

    private boolean isPooled(HoleCodec codec, long value) {
        List<String> names = new ArrayList<>();
        codec.registers(value, names::add);
        return names.stream().allMatch(this::isPooled);
    }

    private boolean isPooled(String name) {
        String digits = name.replaceAll("^[a-z]+", "");
        if (digits.isEmpty()) {
            return name.equals("sp") && random.nextInt(8) == 0;
        }
        int number = Integer.parseInt(digits);
        return name.startsWith("x") || name.startsWith("r") ? (GENERAL >>> number & 1) != 0 : number < VECTORS;
    }

    /// Makes the address one of the data window, if that can be done.
    private boolean aim(long[] values) {
        for (int i = 0; i < 2 * TRIES; i++) {
            Footprint.MemoryAccess access = footprint(values).memory().getFirst();
            String base = access.base();
            if (base == null || base.equals("pc")) {
                return false;
            }
            if (base.equals("sp")) {
                return true;
            }
            String index = access.index();
            if (!pointers.data().contains(base)) {
                if (!name(
                        values,
                        base,
                        pointers.data().get(random.nextInt(pointers.data().size())),
                        false)) {
                    return false;
                }
            } else if (index != null && !index.equals(pointers.small())) {
                if (!name(values, index, pointers.small(), true)) {
                    return false;
                }
            } else if (Math.abs(access.displacement()) <= REACH) {
                return true;
            } else {
                redraw(values);
            }
        }
        return false;
    }

    /// Has the address name another register: the last hole of the old one's that does it.
    private boolean name(long[] values, String old, String register, boolean index) {
        long number = Long.parseLong(register.substring(1));
        for (int h = form.holes().size() - 1; h >= 0; h--) {
            List<String> names = new ArrayList<>();
            HoleCodec codec = form.holes().get(h).codec();
            if (!(codec instanceof RegisterCodec)) {
                continue;
            }
            codec.registers(values[h], names::add);
            if (names.equals(List.of(old))) {
                long[] tried = values.clone();
                tried[h] = number;
                if (isLegal(tried)) {
                    Footprint.MemoryAccess access = footprint(tried).memory().getFirst();
                    if (register.equals(index ? access.index() : access.base())) {
                        values[h] = number;
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /// Other values where there are no registers.
    private void redraw(long[] values) {
        long[] tried = values.clone();
        for (Hole hole : form.holes()) {
            if (!hole.codec().isRegister()) {
                tried[hole.index()] = value(hole);
            }
        }
        if (isLegal(tried)) {
            System.arraycopy(tried, 0, values, 0, values.length);
        }
    }

    @Override
    public String toString() {
        return form.id() + " of " + isa;
    }
}
