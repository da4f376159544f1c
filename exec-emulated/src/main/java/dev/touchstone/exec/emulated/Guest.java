package dev.touchstone.exec.emulated;

import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// What Unicorn must be told to run an instruction set: numbers from its headers.
///
/// @param arch Unicorn's architecture
/// @param mode Unicorn's mode
/// @param cpuModel the model with the most features
/// @param entryBit or-ed to the address where a run begins
/// @param trap an instruction that faults, repeated behind the code
/// @param stop an instruction that stops the machine behind itself, and changes nothing; with what makes it one that
///     leads away quickly in the other of A32 and T32 state
/// @param setup registers that are set once, by Unicorn's number, with their values
/// @param exceptions the CPU's exception numbers
record Guest(
        Isa isa,
        int arch,
        int mode,
        int cpuModel,
        int entryBit,
        byte[] trap,
        byte[] stop,
        List<Setup> setup,
        List<Place> places,
        Map<Integer, FaultKind> exceptions) {
    /// A register that is set once, with its value's words.
    record Setup(int id, long... words) {}

    /// A register of the state and the number that Unicorn has for it.
    ///
    /// @param bytes how many of its low bytes Unicorn has
    record Place(int id, String name, int offset, int bytes, boolean onlyRead) {}

    private static final int ARM = 1;
    private static final int ARM64 = 2;
    private static final int X86 = 4;

    private static final Map<Integer, FaultKind> X86_EXCEPTIONS = Map.ofEntries(
            Map.entry(0, FaultKind.ARITHMETIC),
            Map.entry(1, FaultKind.BREAKPOINT),
            Map.entry(3, FaultKind.BREAKPOINT),
            Map.entry(4, FaultKind.SYSTEM),
            Map.entry(5, FaultKind.SYSTEM),
            Map.entry(6, FaultKind.ILLEGAL_INSTRUCTION),
            Map.entry(7, FaultKind.SYSTEM),
            Map.entry(11, FaultKind.MEMORY),
            Map.entry(12, FaultKind.MEMORY),
            Map.entry(13, FaultKind.MEMORY),
            Map.entry(14, FaultKind.MEMORY),
            Map.entry(16, FaultKind.ARITHMETIC),
            Map.entry(17, FaultKind.ALIGNMENT),
            Map.entry(19, FaultKind.ARITHMETIC));
    private static final Map<Integer, FaultKind> ARM_EXCEPTIONS = Map.of(
            1, FaultKind.ILLEGAL_INSTRUCTION,
            2, FaultKind.SYSTEM,
            3, FaultKind.MEMORY,
            4, FaultKind.MEMORY,
            7, FaultKind.BREAKPOINT,
            11, FaultKind.SYSTEM,
            12, FaultKind.SYSTEM,
            13, FaultKind.SYSTEM,
            17, FaultKind.ILLEGAL_INSTRUCTION,
            18, FaultKind.ILLEGAL_INSTRUCTION);

    static Guest of(Isa isa) {
        return switch (isa) {
            // HLT and WFI stop.
            // Icelake-Server. CR4: OSFXSR and OSXMMEXCPT are on by default.
            case X86_64 -> of(isa, X86, 8, 26, 0, "cc", "f4", List.of(), X86_EXCEPTIONS);
            case X86_32 -> of(isa, X86, 4, 26, 0, "cc", "f4", List.of(), X86_EXCEPTIONS);
            case A64 -> of(isa, ARM64, 0, 3, 0, "00000000", "7f2003d5", a64(), ARM_EXCEPTIONS);
            // CPACR (cp10 and cp11), FPEXC.EN; user mode, as programs run.
            // In T32 state this trap is one too.
            case A32 -> of(isa, ARM, 0, 33, 0, "f0def0e7", "03f020e3", arm(0x10), ARM_EXCEPTIONS);
            case T32 -> of(isa, ARM, 16, 33, 1, "00de00de", "30bf00ea", arm(0x30), ARM_EXCEPTIONS);
        };
    }

    /// No FP, vector or SVE instruction traps: CPACR_EL1.FPEN and ZEN, CPTR_EL3.EZ. ZCR_EL3, ZCR_EL2, ZCR_EL1: vectors
    /// of 256 bits.
    private static List<Setup> a64() {
        return List.of(
                new Setup(261, 0x33_0000),
                system(6, 1, 1, 2, 1 << 8),
                system(6, 1, 2, 0, 1),
                system(4, 1, 2, 0, 1),
                system(0, 1, 2, 0, 1));
    }

    /// A system register S3_op1_Cn_Cm_op2.
    private static Setup system(int op1, int crn, int crm, int op2, long value) {
        return new Setup(290, crn | (long) crm << 32, 3 | (long) op1 << 32, op2, value);
    }

    private static List<Setup> arm(int cpsr) {
        return List.of(new Setup(111, 0xF0_0000), new Setup(4, 0x4000_0000), new Setup(3, cpsr));
    }

    private static Guest of(
            Isa isa,
            int arch,
            int mode,
            int model,
            int entryBit,
            String trap,
            String stop,
            List<Setup> setup,
            Map<Integer, FaultKind> exceptions) {
        HexFormat hex = HexFormat.of();
        return new Guest(
                isa,
                arch,
                mode,
                model,
                entryBit,
                hex.parseHex(trap),
                hex.parseHex(stop),
                setup,
                places(isa),
                exceptions);
    }

    /// Bytes of the instruction that stops the machine.
    int stopBytes() {
        return isa == Isa.T32 ? 2 : stop.length;
    }

    int carriedBytes(RegisterSet.Register register) {
        for (Place place : places) {
            if (place.offset == register.offset()) {
                return place.bytes;
            }
        }
        return 0;
    }

    FaultKind exceptionKind(int exception) {
        FaultKind software = isa.isX86() ? FaultKind.SYSTEM : FaultKind.OTHER;
        return exceptions.getOrDefault(exception, software);
    }

    private static List<Place> places(Isa isa) {
        RegisterSet set = RegisterSet.of(isa);
        List<Place> places = new ArrayList<>();
        for (Row row : TableReader.read(Guest.class, "unicorn-registers.table")) {
            if (row.column(0).equals(isa.label())) {
                int id = Integer.parseInt(row.column(2));
                boolean onlyRead = row.column(3).equals("read");
                boolean whole = onlyRead || row.column(3).isEmpty();
                for (String name : names(row.column(1))) {
                    RegisterSet.Register r = set.get(name);
                    int bytes = whole ? r.bytes() : Integer.parseInt(row.column(3));
                    places.add(new Place(id++, name, r.offset(), bytes, onlyRead));
                }
            }
        }
        return List.copyOf(places);
    }

    /// `r8..r15` is eight names.
    private static List<String> names(String range) {
        int dots = range.indexOf("..");
        if (dots < 0) {
            return List.of(range);
        }
        String first = range.substring(0, dots);
        String prefix = first.replaceAll("[0-9]+$", "");
        int from = Integer.parseInt(first.substring(prefix.length()));
        int to = Integer.parseInt(range.substring(dots + 2 + prefix.length()));
        List<String> names = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            names.add(prefix + i);
        }
        return names;
    }
}
