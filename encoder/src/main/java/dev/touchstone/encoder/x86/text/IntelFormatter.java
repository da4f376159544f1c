package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.x86.Imm;
import dev.touchstone.encoder.x86.MaskedRegister;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.MemSize;
import dev.touchstone.encoder.x86.Relative;
import dev.touchstone.encoder.x86.Rounding;
import dev.touchstone.encoder.x86.Seg;
import dev.touchstone.encoder.x86.Target;
import dev.touchstone.encoder.x86.X86Instruction;
import dev.touchstone.encoder.x86.X86Operand;
import dev.touchstone.encoder.x86.X86Prefix;
import dev.touchstone.encoder.x86.X86Register;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.OperandSpec.Immediate;
import dev.touchstone.isa.x86.OperandSpec.Kind;
import dev.touchstone.isa.x86.OperandSpec.Memory;
import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Form;
import dev.touchstone.isa.x86.X86Tables;
import dev.touchstone.relocation.Label;
import java.util.ArrayList;
import java.util.List;

/// Writes instructions as the parser reads them: lower case, numbers in hexadecimal.
public final class IntelFormatter {
    private final X86Instruction instruction;
    private final int mode;
    private final long address;

    private IntelFormatter(X86Instruction instruction, int mode, long address) {
        this.instruction = Canonical.of(instruction);
        this.mode = mode;
        this.address = address;
    }

    /// The canonical text.
    ///
    /// @param mode 64 or 32
    /// @param address where the instruction stands; branch targets are absolute
    public static String format(X86Instruction instruction, int mode, long address) {
        return new IntelFormatter(instruction, mode, address).format();
    }

    private String format() {
        String plain = text("");
        String wish = EncodingChooser.wish(instruction, mode);
        return wish.isEmpty() ? plain : text(wish);
    }

    private String text(String wish) {
        X86Form form = instruction.form();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < instruction.operands().size(); i++) {
            OperandSpec spec = form.operands().get(i);
            boolean rounds = instruction.rounding() != Rounding.NONE && (spec.rounding() || spec.sae());
            boolean general = spec.register() != null
                    && spec.register().isGeneral()
                    && !form.operands().getFirst().equals(spec);
            if (rounds && general) {
                operands.add(instruction.rounding().toString());
            }
            operands.add(operand(spec, instruction.operands().get(i)));
            if (rounds && !general) {
                operands.add(instruction.rounding().toString());
            }
        }
        String list = operands.isEmpty() ? "" : " " + String.join(", ", operands);
        return prefix() + wish + form.mnemonic() + list;
    }

    private String prefix() {
        X86Prefix prefix = instruction.prefix();
        return switch (prefix) {
            case NONE -> "";
            case LOCK -> "lock ";
            case REP -> instruction.form().has("repcc") ? "repe " : "rep ";
            case REPNE -> "repne ";
        };
    }

    private String operand(OperandSpec spec, X86Operand operand) {
        return switch (operand) {
            case Imm value -> immediate(spec, value);
            case Mem memory -> memory(spec, memory);
            case MaskedRegister masked -> masked.register() + " {" + masked.mask() + (masked.zeroing() ? "} {z}" : "}");
            case X86Register register -> register.toString();
            case Relative relative -> relative(relative);
            case Target target ->
                (spec.kind() == Kind.RELATIVE ? "" : "offset ") + target(target.label(), target.addend());
            default -> operand.toString();
        };
    }

    private static String immediate(OperandSpec spec, Imm value) {
        Immediate width = spec.immediate();
        boolean signed = width == null || width.extended() != width.bits();
        return signed ? value.toString() : "0x" + Long.toHexString(value.value());
    }

    private static String target(Label label, long addend) {
        String name = label.name() == null ? "." : label.name();
        return addend == 0 ? name : name + (addend < 0 ? " - 0x" : " + 0x") + Long.toHexString(Math.abs(addend));
    }

    private String relative(Relative relative) {
        long target = address + Length.of(instruction, mode) + relative.displacement();
        String text = "0x" + Long.toHexString(mode == 32 ? target & 0xFFFF_FFFFL : target);
        boolean wide = instruction.form().opcode().immediates().getLast() == 4;
        return wide && hasShortForm() && fitsShort(target) ? "near " + text : text;
    }

    private boolean hasShortForm() {
        return X86Tables.forms(instruction.form().mnemonic()).stream()
                .anyMatch(form -> form.operands().size() == 1
                        && form.operands().getFirst().kind() == Kind.RELATIVE
                        && form.opcode().immediates().getLast() == 1);
    }

    private boolean fitsShort(long target) {
        long displacement = target - address - 2;
        return displacement == (byte) displacement;
    }

    private String memory(OperandSpec spec, Mem memory) {
        StringBuilder text = new StringBuilder();
        boolean lone = instruction.form().operands().size() == 1;
        if (spec.memory() == Memory.FAR) {
            text.append(lone ? spec.memoryBits() == 32 ? "far dword ptr " : memory.size() + " ptr " : "");
        } else if (memory.size() != MemSize.NONE) {
            text.append(memory.size()).append(" ptr ");
        }
        Seg segment = memory.segment();
        if (segment != null) {
            text.append(segment).append(':');
        }
        text.append('[').append(address(memory)).append(']');
        if (memory.isBroadcast()) {
            text.append("{1to").append(spec.memoryBits() / spec.broadcastBits()).append('}');
        }
        if (memory.mask().number() != 0) {
            text.append(" {").append(memory.mask()).append('}');
        }
        return text.toString();
    }

    private String address(Mem memory) {
        List<String> parts = new ArrayList<>();
        X86Register base = memory.base();
        X86Register index = memory.index();
        Label label = memory.label();
        if (memory.isRipRelative() && (label == null || mode == 64)) {
            parts.add(memory.addressSize() == 32 ? "eip" : "rip");
        }
        if (base != null) {
            parts.add(base.toString());
        }
        if (index != null) {
            boolean plain = memory.scale() == 1
                    && (base != null || index.registerClass().isVector() && base != null);
            parts.add(plain ? index.toString() : memory.scale() + "*" + index);
        }
        if (label != null) {
            parts.add(target(label, 0));
        }
        long displacement = memory.displacement();
        String start = String.join(" + ", parts);
        if (parts.isEmpty()) {
            return absolute(displacement);
        }
        if (displacement == 0 && !(memory.isRipRelative() && label == null)) {
            return start;
        }
        return start + (displacement < 0 ? " - 0x" : " + 0x") + Long.toHexString(Math.abs(displacement));
    }

    private String absolute(long displacement) {
        boolean wide = instruction.form().opcode().space() == Space.LEGACY
                && instruction.form().operands().stream().anyMatch(o -> o.kind() == Kind.MOFFS);
        if (mode == 32) {
            return "0x" + Long.toHexString(displacement & 0xFFFF_FFFFL);
        }
        return displacement < 0 && !wide
                ? "-0x" + Long.toHexString(-displacement)
                : "0x" + Long.toHexString(displacement);
    }
}
