package dev.touchstone.isa.arm.codec;

import java.util.Map;

/// The names of r0 to r15.
final class CoreRegisters {
    private static final Map<String, Integer> SYNONYMS =
            Map.of("sp", 13, "lr", 14, "pc", 15, "ip", 12, "fp", 11, "sl", 10, "sb", 9);

    private CoreRegisters() {}

    /// Reads a register; -1 if there is none.
    static int number(Cursor in) {
        int start = in.position();
        Integer synonym = SYNONYMS.get(in.word());
        if (synonym != null) {
            return synonym;
        }
        in.position(start);
        if (!in.accept('r')) {
            return -1;
        }
        int number = in.digits();
        return number > 15 || in.inWord() ? -1 : number;
    }

    static String name(int number) {
        return switch (number) {
            case 13 -> "sp";
            case 14 -> "lr";
            case 15 -> "pc";
            default -> "r" + number;
        };
    }
}
