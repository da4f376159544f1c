package dev.touchstone.encoder.convention;

import dev.touchstone.isa.Isa;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What caller and callee agree on. All sizes are in bytes.
public final class CallingConvention {
    private static final Map<String, CallingConvention> ALL = load();

    /// System V x86-64: Linux, macOS and the BSDs.
    public static final CallingConvention SYSV_X86_64 = of("sysv-x86-64");
    /// Windows x64.
    public static final CallingConvention WIN64 = of("win64");
    /// C on i386, with the stack aligned to 16 bytes as Linux and macOS have it. Windows aligns it to 4.
    public static final CallingConvention CDECL_I386 = of("cdecl-i386");
    /// AArch64: Linux, the BSDs.
    public static final CallingConvention AAPCS64 = of("aapcs64");
    /// AArch64 by Apple: x18 is the system's, arguments on the stack are packed, variadic ones are all there.
    public static final CallingConvention APPLE_ARM64 = of("apple-arm64");
    /// AArch64 by Microsoft: x18 is the system's, floats of variadic functions go as integers.
    public static final CallingConvention WINDOWS_ARM64 = of("windows-arm64");
    /// AArch32, the base standard: floats go as integers (`softfp` and `soft`).
    public static final CallingConvention AAPCS32 = of("aapcs32");
    /// AArch32 with floats in VFP registers (`hard`, Debian's `armhf`).
    public static final CallingConvention AAPCS32_VFP = of("aapcs32-vfp");

    private final Facts facts;

    private CallingConvention(Facts facts) {
        this.facts = facts;
    }

    private static Map<String, CallingConvention> load() {
        Map<String, CallingConvention> all = new LinkedHashMap<>();
        for (Facts facts : Facts.load()) {
            all.put(facts.convention(), new CallingConvention(facts));
        }
        return all;
    }

    /// The convention of that name in the table, as `sysv-x86-64`.
    ///
    /// @throws IllegalArgumentException if there is none; the message lists all
    public static CallingConvention of(String name) {
        CallingConvention found = ALL.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "no calling convention \"" + name + "\"; known: " + String.join(", ", ALL.keySet()));
        }
        return found;
    }

    /// All of the table.
    public static List<CallingConvention> all() {
        return List.copyOf(ALL.values());
    }

    /// Where a call of that signature passes its values.
    public Passing assign(Signature signature) {
        return new Assigner(this, signature).assign();
    }

    Facts facts() {
        return facts;
    }

    boolean overlappingFloats() {
        return facts.is("float registers", "s/d");
    }

    /// The register of a list that holds a value of that kind: where doubles are two floats, s4 or d2.
    MachineRegister floatRegister(List<MachineRegister> list, int index, ValueKind kind) {
        return overlappingFloats() && kind == ValueKind.DOUBLE
                ? new MachineRegister("d" + index / 2, index / 2)
                : list.get(index);
    }

    /// As the table has it.
    public String name() {
        return facts.convention();
    }

    /// The instruction sets that code of it may be of.
    public Set<Isa> isas() {
        return facts.isas();
    }

    /// 4 or 8, also a general register's size.
    public int addressBytes() {
        return isas().contains(Isa.X86_64) || isas().contains(Isa.A64) ? 8 : 4;
    }

    public MachineRegister stackPointer() {
        return facts.registers("stack pointer").getFirst();
    }

    public MachineRegister framePointer() {
        return facts.registers("frame pointer").getFirst();
    }

    /// Where a call puts the return address; empty if it pushes it.
    public Optional<MachineRegister> linkRegister() {
        return facts.registers("link register").stream().findFirst();
    }

    /// Where the caller passes the address of a struct that is returned in memory; empty if it is a first
    /// argument.
    public Optional<MachineRegister> structResult() {
        return facts.registers("struct result").stream().findFirst();
    }

    /// Registers that code may not touch.
    public List<MachineRegister> reserved() {
        return facts.registers("reserved");
    }

    /// In the order of use.
    public List<MachineRegister> integerArguments() {
        return facts.registers("integer arguments");
    }

    /// In the order of use; where doubles are two floats, the floats' registers.
    public List<MachineRegister> floatArguments() {
        return facts.registers("float arguments");
    }

    public List<MachineRegister> integerResults() {
        return facts.registers("integer results");
    }

    public List<MachineRegister> floatResults() {
        return facts.registers("float results");
    }

    /// General registers that a function gives back as they were.
    public List<MachineRegister> calleeSaved() {
        return facts.registers("callee-saved");
    }

    /// Floating-point registers that a function gives back as they were; of A64's and A32's, the low 64 bits.
    public List<MachineRegister> calleeSavedFloats() {
        return facts.registers("callee-saved floats");
    }

    /// General registers that a function may use at once: neither kept, nor arguments.
    public List<MachineRegister> scratch() {
        return facts.registers("scratch");
    }

    /// Of an argument on the stack, at least; on Apple's systems arguments may be smaller.
    public int slotBytes() {
        return facts.number("slot");
    }

    /// The stack pointer is a multiple of it at each call.
    public int stackAlignment() {
        return facts.number("stack alignment");
    }

    /// Bytes that a call pushes.
    public int returnAddressBytes() {
        return facts.number("return address");
    }

    /// Bytes at the stack pointer that each call leaves to the callee.
    public int shadowBytes() {
        return facts.number("shadow");
    }

    /// Bytes below the stack pointer that signal handlers leave alone.
    public int redZoneBytes() {
        return facts.number("red zone");
    }

    /// A frame of as many bytes must touch its pages in order; 0 if none must.
    public int probeBytes() {
        return facts.number("probe");
    }

    /// Whether the caller makes 32 bits of an argument of less. A callee that can't know who calls it does so
    /// too.
    public boolean callerExtendsArguments() {
        return facts.is("extends arguments", "caller");
    }

    /// Whether the callee makes 32 bits of a result of less.
    public boolean calleeExtendsResult() {
        return facts.is("extends result", "callee");
    }

    @Override
    public String toString() {
        return facts.convention();
    }
}
