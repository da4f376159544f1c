package dev.touchstone.conformance.trace;

import dev.touchstone.exec.Step;
import java.math.BigInteger;
import java.util.HexFormat;

/// What a step changes, as text: a register as a number, memory as its bytes.
public final class ChangeText {
    private ChangeText() {}

    /// As in `rax=0x1->0x2`.
    public static String of(Step.Change change) {
        return place(change) + "=" + before(change) + "->" + after(change);
    }

    static String place(Step.Change change) {
        return switch (change) {
            case Step.RegisterChange c -> c.register().name();
            case Step.MemoryChange c -> "[0x%x]".formatted(c.address());
        };
    }

    static String before(Step.Change change) {
        return text(change, change.before());
    }

    static String after(Step.Change change) {
        return text(change, change.after());
    }

    private static String text(Step.Change change, byte[] bytes) {
        return switch (change) {
            case Step.RegisterChange _ -> number(bytes);
            case Step.MemoryChange _ -> HexFormat.of().formatHex(bytes);
        };
    }

    /// Bytes with the least significant first, as a number.
    private static String number(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return "0x" + new BigInteger(1, reversed).toString(16);
    }
}
