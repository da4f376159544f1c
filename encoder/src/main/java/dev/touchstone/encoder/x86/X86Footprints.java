package dev.touchstone.encoder.x86;

import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.Footprint.MemoryAccess;
import dev.touchstone.isa.Effects;
import dev.touchstone.isa.x86.Access;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.RegisterClass;
import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Form;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What x86 instructions read and write, from the access and effects columns and the operands.
public final class X86Footprints {
    /// Memory that the effects column names: `mem(rsp-8)w8`.
    private static final Pattern IMPLICIT = Pattern.compile("mem\\((\\w+?)([+-]\\d+)?\\)([rw])(\\d+)");

    /// General registers that a machine state has; APX's are none of them yet.
    private static final int STATE_REGISTERS = 16;

    private static final Set<String> X87_TURNS = Set.of("x87push", "x87pop", "x87turn", "state");

    private final X86Instruction instruction;
    private final X86Form form;
    private final int mode;
    private final Set<String> reads = new LinkedHashSet<>();
    private final Set<String> writes = new LinkedHashSet<>();
    private final Set<String> flagsRead;
    private final Set<String> traits;
    private final List<MemoryAccess> memory = new ArrayList<>();

    private X86Footprints(X86Instruction instruction, int mode) {
        this.instruction = instruction;
        this.form = instruction.form();
        this.mode = mode;
        this.flagsRead = letters(form.effects().flagsRead());
        this.traits = new LinkedHashSet<>(form.effects().traits());
    }

    /// @param mode 64 or 32
    public static Footprint of(X86Instruction instruction, int mode) {
        return new X86Footprints(instruction, mode).footprint();
    }

    private Footprint footprint() {
        Effects effects = form.effects();
        effects.registersRead().forEach(name -> reads.add(inMode(name)));
        effects.registersWritten().forEach(name -> writes.add(inMode(name)));
        for (int i = 0; i < instruction.operands().size(); i++) {
            operand(form.operands().get(i), instruction.operands().get(i));
        }
        effects.traits().stream().sorted().forEach(this::trait);
        if (form.has("fp") || instruction.rounding() != Rounding.NONE) {
            reads.add("mxcsr");
            writes.add("mxcsr");
        }
        if (instruction.prefix() == X86Prefix.REP || instruction.prefix() == X86Prefix.REPNE) {
            repeated();
        }
        return new Footprint(
                Set.copyOf(reads),
                Set.copyOf(writes),
                Set.copyOf(flagsRead),
                letters(effects.flagsWritten()),
                letters(effects.flagsUndefined()),
                List.copyOf(memory),
                Set.copyOf(traits));
    }

    /// The manual's letters: O for OF.
    private static Set<String> letters(Set<String> flags) {
        Set<String> letters = new LinkedHashSet<>();
        flags.forEach(flag -> letters.add(flag.length() == 2 && flag.endsWith("F") ? flag.substring(0, 1) : flag));
        return letters;
    }

    /// RCX counts; with 0 nothing happens, so that flags may stay as they were.
    private void repeated() {
        reads.add(inMode("rcx"));
        writes.add(inMode("rcx"));
        flagsRead.addAll(letters(form.effects().flagsWritten()));
        traits.add("repeated");
    }

    private String inMode(String name) {
        return mode == 32 && name.length() == 3 && name.startsWith("r") ? "e" + name.substring(1) : name;
    }

    private void operand(OperandSpec spec, X86Operand operand) {
        switch (operand) {
            case X86Register register -> register(spec, register, false);
            case MaskedRegister masked -> {
                reads.add(masked.mask().toString());
                register(spec, masked.register(), !masked.zeroing());
            }
            case Mem mem -> memory(spec, mem);
            default -> {}
        }
    }

    private void register(OperandSpec spec, X86Register register, boolean merges) {
        String name = name(register);
        if (name == null) {
            return;
        }
        Access access = spec.access();
        if (access.isRead() || access.isWritten() && (merges || leavesPart(register))) {
            reads.add(name);
        }
        if (access.isWritten()) {
            writes.add(name);
        }
    }

    /// Whether writing the register keeps other bits of the whole one.
    private boolean leavesPart(X86Register register) {
        return switch (register) {
            case Gpr8 r -> true;
            case Gpr16 r -> true;
            case Xmm r -> form.opcode().space() == Space.LEGACY;
            case Mm r -> true;
            default -> false;
        };
    }

    /// The whole register's name in a machine state, or null if states don't have it.
    private @Nullable String name(@Nullable X86Register register) {
        if (register == null) {
            return null;
        }
        int number = register instanceof Gpr8 r && r.isHigh() ? r.number() - 36 : register.number();
        if (register.registerClass().isGeneral() && number >= STATE_REGISTERS) {
            traits.add("unrunnable");
        }
        return switch (register.registerClass()) {
            case GPR8, GPR16, GPR32, GPR64 ->
                RegisterNames.name(mode == 64 ? RegisterClass.GPR64 : RegisterClass.GPR32, number);
            case XMM, YMM, ZMM -> "zmm" + number;
            case K -> "k" + number;
            case MM, ST -> "st" + number;
            case SEGMENT, CONTROL, DEBUG, TMM -> null;
        };
    }

    private void memory(OperandSpec spec, Mem mem) {
        String base = mem.isRipRelative() && mode == 64 ? "rip" : name(mem.base());
        String index = name(mem.index());
        if (base != null && !base.equals("rip")) {
            reads.add(base);
        }
        if (index != null) {
            reads.add(index);
        }
        if (mem.mask().number() != 0) {
            reads.add(mem.mask().toString());
        }
        if (mem.segment() != null) {
            traits.add("segment");
            if (mode == 32 && (X86Registers.fs.equals(mem.segment()) || X86Registers.gs.equals(mem.segment()))) {
                traits.add("unrunnable"); // a state has no bases for them
            }
        }
        Access access = spec.access();
        if (!access.isRead() && !access.isWritten()) {
            return;
        }
        boolean vector = spec.memory() == OperandSpec.Memory.VSIB;
        int bits = mem.isBroadcast() ? spec.broadcastBits() : spec.memoryBits();
        boolean repeated = instruction.prefix() == X86Prefix.REP || instruction.prefix() == X86Prefix.REPNE;
        boolean open = vector
                || repeated
                || form.effects().traits().contains("bitstring")
                        && instruction.operands().getLast() != mem
                        && instruction.operands().getLast() instanceof X86Register;
        memory.add(new MemoryAccess(
                base,
                index,
                vector ? (spec.vsibIndexBits() == 32 ? "d32" : "q64") : "none",
                false,
                Integer.numberOfTrailingZeros(mem.scale()),
                mem.displacement(),
                open ? 0 : bits / 8,
                access.isRead(),
                access.isWritten()));
    }

    private void trait(String trait) {
        Matcher implicit = IMPLICIT.matcher(trait);
        if (implicit.matches()) {
            boolean repeated = instruction.prefix() != X86Prefix.NONE;
            memory.add(new MemoryAccess(
                    inMode(implicit.group(1)),
                    null,
                    "none",
                    false,
                    0,
                    implicit.group(2) == null ? 0 : Long.parseLong(implicit.group(2)),
                    repeated ? 0 : Integer.parseInt(implicit.group(4)),
                    implicit.group(3).equals("r"),
                    implicit.group(3).equals("w")));
            traits.remove(trait);
            return;
        }
        switch (trait) {
            case "x87" -> x87();
            case "mmx" -> writes.addAll(List.of("fsw", "ftw"));
            case "zeroupper" -> vectors(true);
            case "zeroall" -> vectors(false);
            default -> {}
        }
    }

    private void x87() {
        reads.addAll(List.of("fcw", "fsw", "ftw"));
        writes.addAll(List.of("fsw", "ftw"));
        if (form.effects().traits().stream().anyMatch(X87_TURNS::contains)) {
            for (int i = 0; i < 8; i++) {
                reads.add("st" + i);
                writes.add("st" + i);
            }
        }
        if (form.effects().traits().contains("state")) {
            writes.add("fcw");
        }
    }

    private void vectors(boolean keepLow) {
        for (int i = 0; i < (mode == 64 ? 16 : 8); i++) {
            writes.add("zmm" + i);
            if (keepLow) {
                reads.add("zmm" + i);
            }
        }
    }
}
