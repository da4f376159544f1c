package dev.touchstone.generator.arm;

import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.codec.SystemRegisterCodec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The Java source of the classes of constants to import statically.
final class RegisterConstants {
    private final StringBuilder out = new StringBuilder();

    private RegisterConstants() {}

    static String a64() {
        RegisterConstants c = new RegisterConstants();
        c.out.append("package dev.touchstone.encoder.aarch64;\n\n");
        c.out.append("/// The registers, conditions, shifts and extends of A64, to import statically. Generated.\n");
        c.out.append("public final class A64Registers {\n");
        c.bank("X", "x", 31).bank("W", "w", 31);
        c.constant("XOrZr", "xzr", "X.ZERO").constant("XOrSp", "sp", "X.STACK_POINTER");
        c.constant("WOrZr", "wzr", "W.ZERO").constant("WOrSp", "wsp", "W.STACK_POINTER");
        c.constant("X", "fp", "x29").constant("X", "lr", "x30");
        c.bank("V", "v", 32)
                .bank("B", "b", 32)
                .bank("H", "h", 32)
                .bank("S", "s", 32)
                .bank("D", "d", 32)
                .bank("Q", "q", 32);
        c.bank("Z", "z", 32).bank("P", "p", 16).bank("Pn", "pn", 16).bank("C", "c", 16);
        c.bank("Za", "za", 16).constant("Zt", "zt0", "Zt.ZT0");
        for (String name : "EQ NE CS HS CC LO MI PL VS VC HI LS GE LT GT LE".split(" ")) {
            c.constant("Condition", name, "Condition." + name);
        }
        c.constant("Always", "AL", "Always.AL").constant("Always", "NV", "Always.NV");
        c.constant("Lsl", "LSL", "Lsl.LSL")
                .constant("Shift", "LSR", "Shift.LSR")
                .constant("Shift", "ASR", "Shift.ASR");
        c.constant("ShiftOrRor", "ROR", "ShiftOrRor.ROR").constant("Msl", "MSL", "Msl.MSL");
        for (String name : "UXTB UXTH UXTW UXTX SXTB SXTH SXTW SXTX".split(" ")) {
            c.constant("Extend", name, "Extend." + name);
        }
        c.out.append("\n    private A64Registers() {}\n");
        String[] bases = {"XOrSp base", "XOrSp base, XOrZr index", "XOrSp base, WOrZr index"};
        String[] types = {"Base", "Index", "Index32"};
        String[] texts = {
            "[base]`, and from there the other modes",
            "[base, index]`, which may be shifted",
            "[base, index, ...]`, with an extension"
        };
        for (int i = 0; i < bases.length; i++) {
            c.out.append("\n    /// The memory operand `").append(texts[i]).append(".\n");
            c.out.append("    public static Mem.")
                    .append(types[i])
                    .append(" mem(")
                    .append(bases[i])
                    .append(") {\n");
            c.out.append("        return new Mem.")
                    .append(types[i])
                    .append("(base")
                    .append(i > 0 ? ", index" : "")
                    .append(");\n    }\n");
        }
        for (String size : List.of("D", "S")) {
            c.vectorMem("Index" + size, "XOrSp base, Z." + size + " index", "base, index");
            c.vectorMem("Base" + size, "Z." + size + " base", "base");
            c.vectorMem("BaseIndex" + size, "Z." + size + " base, XOrZr index", "base, index");
            c.vectorMem("Pair" + size, "Z." + size + " base, Z." + size + " index", "base, index");
        }
        c.factory(
                "The vector `za[index, offset]` of the array.",
                "Za.Vector",
                "za",
                "W index, long offset",
                "new Za.Vector(index, offset)");
        c.factory("The list of these tiles.", "TileList", "tiles", "Za.Tile... tiles", "TileList.of(tiles)");
        return c.out.append("}\n").toString();
    }

    private void vectorMem(String type, String parameters, String arguments) {
        factory(
                "The memory operand `[" + arguments + "]`, with a vector.",
                "VectorMem." + type,
                "mem",
                parameters,
                "new VectorMem." + type + "(" + arguments + ")");
    }

    static String a32() {
        RegisterConstants c = new RegisterConstants();
        c.out.append("package dev.touchstone.encoder.aarch32;\n\n");
        c.out.append("/// The registers, conditions and shifts of A32 and T32, to import statically. Generated.\n");
        c.out.append("public final class A32Registers {\n");
        c.bank("R", "r", 16);
        c.constant("R", "sb", "r9")
                .constant("R", "sl", "r10")
                .constant("R", "fp", "r11")
                .constant("R", "ip", "r12");
        c.constant("R", "sp", "r13").constant("R", "lr", "r14").constant("R", "pc", "r15");
        c.bank("S", "s", 32)
                .bank("D", "d", 32)
                .bank("Q", "q", 16)
                .bank("P", "p", 16)
                .bank("C", "c", 16);
        for (String name : "EQ NE CS HS CC LO MI PL VS VC HI LS GE LT GT LE AL".split(" ")) {
            c.constant("Condition", name, "Condition." + name);
        }
        c.constant("Lsl", "LSL", "Lsl.LSL")
                .constant("Shift", "LSR", "Shift.LSR")
                .constant("Asr", "ASR", "Asr.ASR");
        c.constant("Ror", "ROR", "Ror.ROR").constant("Rrx", "RRX", "Rrx.RRX");
        for (String name : "APSR CPSR SPSR".split(" ")) {
            c.constant("StatusRegister", name, "StatusRegister." + name);
        }
        c.out.append("\n    private A32Registers() {}\n");
        c.factory(
                "The memory operand `[base]`, and from there the other modes.",
                "Mem.Base",
                "mem",
                "R base",
                "new Mem.Base(base)");
        c.factory(
                "The memory operand `[base, index]`, which may be shifted.",
                "Mem.Index",
                "mem",
                "R base, R index",
                "new Mem.Index(base, index, 1)");
        c.factory(
                "The memory operand `[base, index]` with a vector of offsets.",
                "Mem.IndexVector",
                "mem",
                "R base, Q index",
                "new Mem.IndexVector(base, index)");
        c.factory(
                "The list of these registers.", "RegisterList", "list", "R... registers", "RegisterList.of(registers)");
        c.factory(
                "The list from `first` to `last`.",
                "RegisterList",
                "range",
                "R first, R last",
                "RegisterList.range(first, last)");
        c.factory("The list from `first` to `last`.", "DRange", "range", "D first, D last", "DRange.of(first, last)");
        c.factory("The list from `first` to `last`.", "SRange", "range", "S first, S last", "SRange.of(first, last)");
        return c.out.append("}\n").toString();
    }

    /// The named system registers of the forms' operands.
    static String systemRegisters(List<ArmForm> forms) {
        Map<String, Long> names = new TreeMap<>();
        for (ArmForm form : forms) {
            for (Hole hole : form.holes()) {
                if (hole.codec() instanceof SystemRegisterCodec codec) {
                    names.putAll(codec.values());
                }
            }
        }
        RegisterConstants c = new RegisterConstants();
        c.out.append("package dev.touchstone.encoder.aarch64;\n\n");
        c.out.append("/// The system registers that have names, to import statically. Generated.\n");
        c.out.append("public final class SystemRegisters {\n");
        names.forEach((name, value) -> c.constant(
                "SystemRegister", NameTypes.constant(name), "new SystemRegister(" + value + ", \"" + name + "\")"));
        return c.out.append("\n    private SystemRegisters() {}\n}\n").toString();
    }

    private void factory(String text, String type, String name, String parameters, String value) {
        out.append("\n    /// ")
                .append(text)
                .append("\n    public static ")
                .append(type)
                .append(' ')
                .append(name);
        out.append('(')
                .append(parameters)
                .append(") {\n        return ")
                .append(value)
                .append(";\n    }\n");
    }

    private RegisterConstants bank(String type, String prefix, int count) {
        for (int i = 0; i < count; i++) {
            constant(type, prefix + i, type + ".of(" + i + ")");
        }
        return this;
    }

    private RegisterConstants constant(String type, String name, String value) {
        out.append("    public static final ")
                .append(type)
                .append(' ')
                .append(name)
                .append(" = ")
                .append(value)
                .append(";\n");
        return this;
    }
}
