package dev.touchstone.conformance.planted;

import dev.touchstone.conformance.subject.Encoded;
import dev.touchstone.encoder.arm.ArmInstruction;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.codec.ConditionCodec;
import dev.touchstone.isa.arm.codec.Fp8Codec;
import dev.touchstone.isa.arm.codec.HoleCodec;
import dev.touchstone.isa.arm.codec.ImmediateCodec;
import dev.touchstone.isa.arm.codec.LabelCodec;
import dev.touchstone.isa.arm.codec.LogicalImmediateCodec;
import dev.touchstone.isa.arm.codec.ModifiedImmediateCodec;
import dev.touchstone.isa.arm.codec.RegisterMaskCodec;
import dev.touchstone.isa.arm.codec.ShiftAmountCodec;
import dev.touchstone.isa.arm.codec.ShiftCodec;
import dev.touchstone.isa.arm.codec.VectorRangeCodec;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Errors of Arm encoders: wrong bits in one field.
final class ArmPlants {
    private final Isa isa;
    private final ArmForm form;

    private ArmPlants(Isa isa, ArmForm form) {
        this.isa = isa;
        this.form = form;
    }

    /// An error of that kind in that form, or null if the form has nothing to be wrong there.
    static @Nullable Plant of(ErrorKind kind, Isa isa, ArmForm form) {
        return new ArmPlants(isa, form).plant(kind);
    }

    private @Nullable Plant plant(ErrorKind kind) {
        return switch (kind) {
            case OPCODE -> fixedBit();
            case FIELD_ORDER -> exchanged();
            case REGISTER_NUMBER ->
                field(
                        hole -> hole.codec().isRegister() && width(hole) >= 3,
                        (bits, width) -> bits & ~(1L << width - 1));
            case MASK ->
                field(hole -> hole.codec().isRegister() && hole.name().startsWith("P"), (bits, width) -> bits ^ 1);
            case IMMEDIATE_SCALE -> field(ArmPlants::isPlain, (bits, width) -> bits << 1 & (1L << width) - 1);
            case IMMEDIATE_WIDTH -> field(ArmPlants::isPlain, (bits, width) -> bits & ~(1L << width - 1));
            case IMMEDIATE_SIGN -> negated();
            case IMMEDIATE_ROTATION ->
                field(is(LogicalImmediateCodec.class), is(ModifiedImmediateCodec.class), this::rotated);
            case ROUNDING -> field(is(Fp8Codec.class), (bits, width) -> bits ^ 1);
            case CONDITION -> field(is(ConditionCodec.class), (bits, width) -> bits ^ 1);
            case SHIFT -> field(is(ShiftCodec.class), is(ShiftAmountCodec.class), (bits, width) -> bits ^ 1);
            case LIST_LENGTH ->
                field(is(RegisterMaskCodec.class), is(VectorRangeCodec.class), (bits, width) -> bits & bits - 1);
            case FIXUP_FORMULA -> field(is(LabelCodec.class), (bits, width) -> bits + 1 & (1L << width) - 1);
            case FIXUP_RANGE -> field(is(LabelCodec.class), (bits, width) -> bits & ~(1L << width - 2));
            case REFUSES_LEGAL -> refusingLargest();
            default -> null;
        };
    }

    /// Wrong bits of a field that is `width` bits wide.
    private interface Wrong {
        long bits(long right, int width);
    }

    private static int width(Hole hole) {
        return hole.fields().stream().mapToInt(field -> field.width()).sum();
    }

    private static Predicate<Hole> is(Class<? extends HoleCodec> codec) {
        return hole -> codec.isInstance(hole.codec());
    }

    private static boolean isPlain(Hole hole) {
        HoleCodec codec = hole.codec();
        return codec instanceof ImmediateCodec
                && !(codec instanceof LabelCodec)
                && !(codec instanceof LogicalImmediateCodec)
                && !(codec instanceof ModifiedImmediateCodec)
                && width(hole) >= 3;
    }

    private @Nullable Plant field(Predicate<Hole> one, Predicate<Hole> other, Wrong wrong) {
        return field(one.or(other), wrong);
    }

    /// The first such field is wrong.
    private @Nullable Plant field(Predicate<Hole> which, Wrong wrong) {
        Hole hole = form.holes().stream()
                .filter(h -> which.test(h) && width(h) > 0)
                .findFirst()
                .orElse(null);
        if (hole == null) {
            return null;
        }
        int width = width(hole);
        return (instruction, right) -> replaced(right, hole, bits -> wrong.bits(bits, width));
    }

    private Encoded replaced(byte[] right, Hole hole, LongUnaryOperator wrong) {
        int word = word(right);
        long bits = hole.gather(word);
        int cleared = word & ~hole.spread(-1L);
        return new Encoded.Bytes(bytes(cleared | hole.spread(wrong.applyAsLong(bits)), right.length));
    }

    private long rotated(long bits, int width) {
        // immr of logical immediates stands above imms, the rotation of A32's above imm8; T32's is i:imm3:a.
        int low = width == 13 ? 6 : isa == Isa.A32 ? 8 : 7;
        return bits ^ 1L << low;
    }

    private Plant fixedBit() {
        int mask = form.bits().mask();
        int skipped = Math.floorMod(form.id().hashCode(), Integer.bitCount(mask));
        for (int i = 0; i < skipped; i++) {
            mask &= mask - 1;
        }
        int bit = Integer.lowestOneBit(mask);
        return (instruction, right) -> new Encoded.Bytes(bytes(word(right) ^ bit, right.length));
    }

    private @Nullable Plant exchanged() {
        List<Hole> registers = form.holes().stream()
                .filter(hole -> hole.codec().isRegister() && width(hole) > 0)
                .toList();
        for (int i = 1; i < registers.size(); i++) {
            Hole one = registers.get(i - 1);
            Hole other = registers.get(i);
            if (width(one) == width(other)) {
                return (instruction, right) -> {
                    int word = word(right);
                    int rest = word & ~one.spread(-1L) & ~other.spread(-1L);
                    return new Encoded.Bytes(bytes(
                            rest | one.spread(other.gather(word)) | other.spread(one.gather(word)), right.length));
                };
            }
        }
        return null;
    }

    private @Nullable Plant negated() {
        Hole hole = form.holes().stream()
                .filter(h -> isPlain(h) && Arrays.stream(h.codec().edges()).anyMatch(edge -> edge < 0))
                .findFirst()
                .orElse(null);
        if (hole == null) {
            return null;
        }
        return (instruction, right) -> {
            ArmInstruction i = (ArmInstruction) instruction;
            long value = i.value(hole.index());
            long other = hole.with() < 0 ? 0 : i.value(hole.with());
            long bits = value < 0 ? hole.codec().encode(-value, other) : HoleCodec.REFUSED;
            return bits == HoleCodec.REFUSED ? new Encoded.Bytes(right) : replaced(right, hole, b -> bits);
        };
    }

    private @Nullable Plant refusingLargest() {
        Hole hole = form.holes().stream().filter(ArmPlants::isPlain).findFirst().orElse(null);
        if (hole == null) {
            return null;
        }
        long largest = Arrays.stream(hole.codec().edges()).max().orElse(0);
        return (instruction, right) -> ((ArmInstruction) instruction).value(hole.index()) == largest
                ? new Encoded.Refused("the largest immediate")
                : new Encoded.Bytes(right);
    }

    private int word(byte[] bytes) {
        if (isa == Isa.T32) {
            int first = half(bytes, 0);
            return bytes.length == 2 ? first : first << 16 | half(bytes, 2);
        }
        return half(bytes, 0) | half(bytes, 2) << 16;
    }

    private static int half(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    private byte[] bytes(int word, int length) {
        int first = isa == Isa.T32 && length == 4 ? word >>> 16 : word;
        int second = isa == Isa.T32 ? word : word >>> 16;
        byte[] bytes = {(byte) first, (byte) (first >> 8), (byte) second, (byte) (second >> 8)};
        return length == 2 ? Arrays.copyOf(bytes, 2) : bytes;
    }
}
