package dev.touchstone.isa.x86;

import dev.touchstone.isa.x86.OperandSpec.Immediate;
import dev.touchstone.isa.x86.OperandSpec.Kind;
import dev.touchstone.isa.x86.OperandSpec.Memory;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads one operand of the syntax column, as in `zmm2/m512/m32bcst{er}`. One instance reads one operand.
final class OperandParser {
    private static final Pattern DECORATION = Pattern.compile("\\{(k[1-7]|z|er|sae)}");
    private static final Pattern CLASS = Pattern.compile("(r8|r16|r32|r64|mm|xmm|ymm|zmm|k|tmm)([a-d]|[0-4])?");
    private static final Pattern MEMORY = Pattern.compile("m(\\d+)?(fp|int|bcd|byte)?");
    private static final Pattern IMPLIED = Pattern.compile("m(\\d+)\\((es:)?(r[a-z]{2})\\)");
    private static final Pattern FAR = Pattern.compile("m16:(16|32|64)");
    private static final Pattern BROADCAST = Pattern.compile("m(16|32|64)bcst");
    private static final Pattern VSIB = Pattern.compile("vm(32|64)([xyz])");
    private static final Pattern IMMEDIATE = Pattern.compile("(s?)imm(8|16|32|64)");
    private static final Pattern RELATIVE = Pattern.compile("rel(8|16|32)");
    private static final Pattern MOFFS = Pattern.compile("moffs(8|16|32|64)");
    private static final Map<String, RegisterClass> OPEN = Map.of(
            "Sreg", RegisterClass.SEGMENT,
            "CRn", RegisterClass.CONTROL,
            "DRn", RegisterClass.DEBUG,
            "ST(i)", RegisterClass.ST);
    private static final Map<String, FixedRegister> FIXED = fixedRegisters();

    private record FixedRegister(RegisterClass register, int number) {}

    private final String text;
    private final Access access;
    private final Field field;
    private boolean mask;
    private boolean zeroing;
    private boolean rounding;
    private boolean sae;
    private @Nullable RegisterClass register;
    private int fixed = -1;
    private Memory memory = Memory.NONE;
    private int memoryBits;
    private @Nullable RegisterClass vsib;
    private int broadcastBits;
    private @Nullable Immediate immediate;
    private @Nullable Kind kind;

    private OperandParser(String text, Access access, Field field) {
        this.text = text;
        this.access = access;
        this.field = field;
    }

    /// @throws IllegalArgumentException if the notation is unknown
    static OperandSpec parse(String text, Access access, Field field) {
        return new OperandParser(text, access, field).parse();
    }

    private static Map<String, FixedRegister> fixedRegisters() {
        Map<String, FixedRegister> fixed = new HashMap<>();
        String[] general = {"AX", "CX", "DX", "BX", "SP", "BP", "SI", "DI"};
        for (int n = 0; n < general.length; n++) {
            fixed.put(general[n], new FixedRegister(RegisterClass.GPR16, n));
            fixed.put("E" + general[n], new FixedRegister(RegisterClass.GPR32, n));
            fixed.put("R" + general[n], new FixedRegister(RegisterClass.GPR64, n));
        }
        String[] bytes = {"AL", "CL", "DL", "BL"};
        for (int n = 0; n < bytes.length; n++) {
            fixed.put(bytes[n], new FixedRegister(RegisterClass.GPR8, n));
        }
        String[] segments = {"ES", "CS", "SS", "DS", "FS", "GS"};
        for (int n = 0; n < segments.length; n++) {
            fixed.put(segments[n], new FixedRegister(RegisterClass.SEGMENT, n));
        }
        fixed.put("ST(0)", new FixedRegister(RegisterClass.ST, 0));
        fixed.put("ST(1)", new FixedRegister(RegisterClass.ST, 1));
        fixed.put("XMM0", new FixedRegister(RegisterClass.XMM, 0));
        fixed.put("<XMM0>", new FixedRegister(RegisterClass.XMM, 0));
        return Map.copyOf(fixed);
    }

    private OperandSpec parse() {
        String base = decorations();
        FixedRegister named = FIXED.get(base);
        if (named != null) {
            kind = Kind.REGISTER;
            register = named.register;
            fixed = named.number;
        } else if (base.matches("\\d")) {
            kind = Kind.FIXED_IMMEDIATE;
            fixed = Integer.parseInt(base);
        } else if (!immediate(base)) {
            for (String alternative :
                    base.replaceFirst("^r/m(8|16|32|64)$", "r$1/m$1").split("/")) {
                alternative(alternative);
            }
        }
        if (kind == null) {
            throw new IllegalArgumentException("operand \"" + text + "\" is of no known notation");
        }
        return new OperandSpec(
                text,
                kind,
                register,
                fixed,
                memoryBits,
                memory,
                vsib,
                broadcastBits,
                immediate,
                access,
                field,
                mask,
                zeroing,
                rounding,
                sae);
    }

    private String decorations() {
        Matcher matcher = DECORATION.matcher(text);
        while (matcher.find()) {
            switch (matcher.group(1)) {
                case "z" -> zeroing = true;
                case "er" -> rounding = true;
                case "sae" -> sae = true;
                default -> mask = true;
            }
        }
        return matcher.replaceAll("").trim();
    }

    private boolean immediate(String base) {
        Matcher value = IMMEDIATE.matcher(base);
        if (value.matches()) {
            kind = Kind.IMMEDIATE;
            int bits = Integer.parseInt(value.group(2));
            immediate = new Immediate(bits, value.group(1).isEmpty() ? bits : 0);
            return true;
        }
        Matcher relative = RELATIVE.matcher(base);
        if (relative.matches()) {
            kind = Kind.RELATIVE;
            int bits = Integer.parseInt(relative.group(1));
            immediate = new Immediate(bits, 0);
            return true;
        }
        Matcher offset = MOFFS.matcher(base);
        if (offset.matches()) {
            kind = Kind.MOFFS;
            memoryBits = Integer.parseInt(offset.group(1));
            memory = Memory.PLAIN;
            return true;
        }
        if (base.equals("ptr16:16") || base.equals("ptr16:32")) {
            kind = Kind.FAR_POINTER;
            int bits = Integer.parseInt(base.substring(6));
            immediate = new Immediate(bits, bits);
            return true;
        }
        return false;
    }

    private void alternative(String word) {
        Matcher registerClass = CLASS.matcher(word);
        RegisterClass open = OPEN.get(word);
        Matcher plain = MEMORY.matcher(word);
        Matcher implied = IMPLIED.matcher(word);
        Matcher far = FAR.matcher(word);
        Matcher broadcast = BROADCAST.matcher(word);
        Matcher vector = VSIB.matcher(word);
        if (open != null) {
            register(open);
        } else if (registerClass.matches()) {
            register(registerClass(registerClass.group(1)));
        } else if (plain.matches()) {
            String number = plain.group(1);
            int unit = "byte".equals(plain.group(2)) ? 8 : 1;
            memory(Memory.PLAIN, number == null ? 0 : Integer.parseInt(number) * unit);
        } else if (implied.matches()) {
            FixedRegister address = FIXED.get(implied.group(3).toUpperCase(Locale.ROOT));
            if (address == null) {
                throw new IllegalArgumentException("operand \"" + text + "\" has an address in no known register");
            }
            memory(implied.group(2) == null ? Memory.IMPLIED : Memory.IMPLIED_ES, Integer.parseInt(implied.group(1)));
            fixed = address.number;
        } else if (far.matches()) {
            memory(Memory.FAR, 16 + Integer.parseInt(far.group(1)));
        } else if (vector.matches()) {
            memory(Memory.VSIB, 0);
            vsib = registerClass(vector.group(2) + "mm");
        } else if (word.equals("sibmem")) {
            memory(Memory.SIB, 0);
        } else if (broadcast.matches() && memory == Memory.PLAIN) {
            broadcastBits = Integer.parseInt(broadcast.group(1));
        } else {
            throw new IllegalArgumentException("\"" + word + "\" in operand \"" + text + "\" is of no known notation");
        }
    }

    private static RegisterClass registerClass(String word) {
        return switch (word) {
            case "r8" -> RegisterClass.GPR8;
            case "r16" -> RegisterClass.GPR16;
            case "r32" -> RegisterClass.GPR32;
            case "r64" -> RegisterClass.GPR64;
            case "mm" -> RegisterClass.MM;
            case "xmm" -> RegisterClass.XMM;
            case "ymm" -> RegisterClass.YMM;
            case "zmm" -> RegisterClass.ZMM;
            case "k" -> RegisterClass.K;
            default -> RegisterClass.TMM;
        };
    }

    private void register(RegisterClass value) {
        if (kind != null) {
            throw new IllegalArgumentException("operand \"" + text + "\": the register stands first");
        }
        kind = Kind.REGISTER;
        register = value;
    }

    private void memory(Memory shape, int bits) {
        if (memory != Memory.NONE) {
            throw new IllegalArgumentException("operand \"" + text + "\" has two memory operands");
        }
        kind = kind == null ? Kind.MEMORY : Kind.REGISTER_OR_MEMORY;
        memory = shape;
        memoryBits = bits;
    }
}
