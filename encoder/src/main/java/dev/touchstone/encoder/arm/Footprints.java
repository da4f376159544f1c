package dev.touchstone.encoder.arm;

import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.Footprint.MemoryAccess;
import dev.touchstone.isa.Effects;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmAttributes.Memory;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.TemplatePart;
import dev.touchstone.isa.arm.codec.ConditionCodec;
import dev.touchstone.isa.arm.codec.LabelCodec;
import dev.touchstone.isa.arm.codec.NamesCodec;
import dev.touchstone.isa.arm.codec.ShiftCodec;
import dev.touchstone.isa.arm.codec.SignMagnitudeCodec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Works out what instructions touch.
final class Footprints {
    private static final int ALWAYS = 14;

    private final Isa isa;
    private final Map<ArmForm, Dataflow> flows = new ConcurrentHashMap<>();

    Footprints(Isa isa) {
        this.isa = isa;
    }

    Footprint of(ArmInstruction instruction) {
        ArmForm form = instruction.form();
        Dataflow flow = flows.computeIfAbsent(form, Dataflow::of);
        Effects effects = form.effects();
        Set<String> reads = new LinkedHashSet<>(effects.registersRead());
        Set<String> writes = new LinkedHashSet<>(effects.registersWritten());
        Set<String> flagsRead = new LinkedHashSet<>(effects.flagsRead());
        for (Hole hole : form.holes()) {
            long value = instruction.value(hole.index());
            Access access = flow.access(hole.index());
            touch(access, hole, value, reads, writes);
            if (hole.codec() instanceof ConditionCodec condition) {
                condition.readFlags(value, flagsRead::add);
            }
        }
        for (TemplatePart part : form.template().parts()) {
            if (part instanceof TemplatePart.Next next) {
                Hole hole = form.holes().get(next.hole());
                touch(flow.access(next.hole()), hole, next.of(instruction.value(next.hole())), reads, writes);
            }
        }
        for (Dataflow.Fixed fixed : flow.fixed()) {
            if (fixed.access().reads) {
                reads.add(fixed.name());
            }
            if (fixed.access().writes) {
                writes.add(fixed.name());
            }
        }
        if (isConditional(instruction)) {
            reads.addAll(writes);
            flagsRead.addAll(effects.flagsWritten());
        }
        MemoryAccess memory = memory(instruction, flow);
        return new Footprint(
                reads,
                writes,
                flagsRead,
                effects.flagsWritten(),
                effects.flagsUndefined(),
                memory == null ? List.of() : List.of(memory),
                effects.traits());
    }

    private void touch(Access access, Hole hole, long value, Set<String> reads, Set<String> writes) {
        if (access.reads) {
            hole.codec().registers(value, reads::add);
        }
        if (access.writes) {
            hole.codec().registers(value, writes::add);
            // A part of a Q register leaves the rest as it was.
            boolean partial = isa != Isa.A64
                    && (hole.kind().startsWith("s") || hole.kind().startsWith("d"));
            if (partial) {
                hole.codec().registers(value, reads::add);
            }
        }
    }

    /// Whether the instruction does nothing if its condition fails.
    private boolean isConditional(ArmInstruction instruction) {
        int hole = instruction.form().template().mnemonic().hole();
        return isa != Isa.A64
                && hole >= 0
                && instruction.form().holes().get(hole).codec() instanceof ConditionCodec
                && instruction.value(hole) != ALWAYS;
    }

    private @Nullable MemoryAccess memory(ArmInstruction instruction, Dataflow flow) {
        ArmForm form = instruction.form();
        Memory memory = form.attributes().memory();
        if (memory == null) {
            return null;
        }
        AddressShape shape = flow.address();
        if (shape.lastPart >= 0) {
            return bracketed(instruction, shape, memory);
        }
        for (Hole hole : form.holes()) {
            if (hole.codec() instanceof LabelCodec) {
                return access(
                        "pc", null, "none", false, 0, plain(instruction.value(hole.index())), memory.bytes(), memory);
            }
        }
        return transfer(instruction, flow, memory);
    }

    private static long plain(long value) {
        return value == SignMagnitudeCodec.MINUS_ZERO ? 0 : value;
    }

    private static MemoryAccess access(
            @Nullable String base,
            @Nullable String index,
            String extend,
            boolean subtract,
            int shift,
            long displacement,
            int bytes,
            Memory memory) {
        return new MemoryAccess(
                base, index, extend, subtract, shift, displacement, bytes, memory.read(), memory.written());
    }

    private static @Nullable String register(ArmInstruction instruction, int hole) {
        if (hole < 0) {
            return null;
        }
        List<String> names = new ArrayList<>();
        instruction.form().holes().get(hole).codec().registers(instruction.value(hole), names::add);
        return names.isEmpty() ? null : names.getFirst();
    }

    private static MemoryAccess bracketed(ArmInstruction instruction, AddressShape shape, Memory memory) {
        String base = shape.fixedBase.isEmpty() ? register(instruction, shape.base) : shape.fixedBase;
        String index = register(instruction, shape.index);
        long displacement =
                shape.displacement < 0 ? shape.fixedDisplacement : plain(instruction.value(shape.displacement));
        String extend = shape.extend;
        if (shape.extendHole >= 0
                && instruction.form().holes().get(shape.extendHole).codec() instanceof NamesCodec names) {
            extend = String.valueOf(names.name(instruction.value(shape.extendHole)));
        }
        long shift = shape.shift < 0 ? shape.fixedShift : instruction.value(shape.shift);
        if (shape.indexShift >= 0) {
            long value = instruction.value(shape.indexShift);
            shift = ShiftCodec.amount(value);
            extend = ShiftCodec.type(value).equals("lsl") ? "none" : ShiftCodec.type(value);
        }
        boolean subtract = shape.plusMinus >= 0 && instruction.value(shape.plusMinus) == 0;
        if (!shape.element.isEmpty() && index == null) {
            return access(null, base, shape.element, false, 0, displacement, memory.bytes(), memory);
        }
        String widening = shape.element.isEmpty() ? extend : shape.element;
        int bytes = memory.bytes() * (memory.perRegister() ? listLength(instruction) : 1);
        return new MemoryAccess(
                base,
                index,
                widening,
                subtract,
                (int) shift,
                displacement,
                shape.scalable,
                bytes,
                memory.read(),
                memory.written());
    }

    private static int listLength(ArmInstruction instruction) {
        int most = 1;
        for (Hole hole : instruction.form().holes()) {
            most = Math.max(most, hole.codec().count(instruction.value(hole.index())));
        }
        return most;
    }

    /// LDM, STM, PUSH, POP and their vector kin.
    private static MemoryAccess transfer(ArmInstruction instruction, Dataflow flow, Memory memory) {
        String base = flow.listBase() < 0 ? "sp" : String.valueOf(register(instruction, flow.listBase()));
        int bytes = memory.bytes() * (memory.perRegister() ? listLength(instruction) : 1);
        int each = memory.bytes();
        long displacement = memory.down() ? (memory.before() ? -bytes : each - bytes) : memory.before() ? each : 0;
        return access(base, null, "none", false, 0, displacement, bytes, memory);
    }
}
