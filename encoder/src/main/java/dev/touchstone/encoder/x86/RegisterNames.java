package dev.touchstone.encoder.x86;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.isa.x86.RegisterClass;
import java.util.Locale;

/// The registers' names, derived from their numbers.
final class RegisterNames {
    private static final String[] GENERAL = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di"};
    private static final String[] LOW = {"al", "cl", "dl", "bl", "spl", "bpl", "sil", "dil"};
    private static final String[] HIGH = {"ah", "ch", "dh", "bh"};
    private static final String[] SEGMENTS = {"es", "cs", "ss", "ds", "fs", "gs"};

    private RegisterNames() {}

    static void check(RegisterClass registerClass, int number) {
        if (number < 0 || number >= registerClass.count()) {
            throw new IllegalArgumentException("no " + registerClass.name().toLowerCase(Locale.ROOT) + " register "
                    + number + "; they are 0 to " + (registerClass.count() - 1));
        }
    }

    static void checkMask(KMask mask) {
        if (mask.number() == 0) {
            throw new EncodingException("masked destination", "mask", mask, "k1 to k7; k0 means no mask");
        }
    }

    static String name(RegisterClass registerClass, int number) {
        return switch (registerClass) {
            case GPR8 -> number >= 32 ? HIGH[number - 36] : number < 8 ? LOW[number] : "r" + number + "b";
            case GPR16 -> number < 8 ? GENERAL[number] : "r" + number + "w";
            case GPR32 -> number < 8 ? "e" + GENERAL[number] : "r" + number + "d";
            case GPR64 -> number < 8 ? "r" + GENERAL[number] : "r" + number;
            case SEGMENT -> SEGMENTS[number];
            case ST -> "st(" + number + ")";
            case CONTROL -> "cr" + number;
            case DEBUG -> "dr" + number;
            case MM, XMM, YMM, ZMM, K, TMM -> registerClass.name().toLowerCase(Locale.ROOT) + number;
        };
    }
}
