package dev.touchstone.conformance.state;

import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.exec.RegisterSet.Register;
import dev.touchstone.isa.Isa;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A machine state as text: what is different from a state in which all is 0, as in `rax=0x12`,
/// `data+0x400=deadbeef` (bytes in memory order), `stack+0x10=00`.
public final class StateText {
    private static final Pattern SETTING = Pattern.compile("([a-z0-9_]+)(?:\\+(0x[0-9a-f]+|[0-9]+))?=([0-9a-fx]+)");
    /// Zeros that part two settings of memory.
    private static final int GAP = 8;

    private StateText() {}

    /// The state that all others are told apart from: zeros, but for what every state begins with.
    public static MachineState plain(Isa isa) {
        return new MachineState(isa, StatePreparer.DATA_BYTES, StatePreparer.STACK_BYTES);
    }

    /// @throws IllegalArgumentException if a setting is not of this notation, or names what there is not
    public static MachineState read(Isa isa, List<String> settings) {
        MachineState state = plain(isa);
        for (String setting : settings) {
            Matcher matcher = SETTING.matcher(setting.strip().toLowerCase(Locale.ROOT));
            if (!matcher.matches()) {
                throw new IllegalArgumentException("\"" + setting
                        + "\" sets nothing; it is written rax=0x12, data+0x400=deadbeef or stack+0x10=00");
            }
            String place = matcher.group(1);
            String value = matcher.group(3);
            try {
                switch (place) {
                    case "data" -> memory(state.data(), matcher.group(2), value);
                    case "stack" -> memory(state.stack(), matcher.group(2), value);
                    default -> register(state, place, value);
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("\"" + setting + "\": " + e.getMessage(), e);
            }
        }
        return state;
    }

    private static void memory(byte[] memory, String offset, String hex) {
        int at = offset == null ? 0 : Integer.decode(offset);
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (at + bytes.length > memory.length) {
            throw new IllegalArgumentException("there are only 0x%x bytes".formatted(memory.length));
        }
        System.arraycopy(bytes, 0, memory, at, bytes.length);
    }

    private static void register(MachineState state, String name, String value) {
        Register register = state.registerSet().get(name);
        BigInteger number = value.startsWith("0x") ? new BigInteger(value.substring(2), 16) : new BigInteger(value);
        if (number.bitLength() > 8 * register.bytes()) {
            throw new IllegalArgumentException("the register has only " + register.bytes() + " bytes");
        }
        byte[] bytes = number.toByteArray(); // the most significant first
        for (int i = 0; i < register.bytes(); i++) {
            state.registers()[register.offset() + i] = i < bytes.length ? bytes[bytes.length - 1 - i] : 0;
        }
    }

    /// A setting that changes nothing.
    public static String nothing(Isa isa) {
        return RegisterSet.of(isa).registers().getFirst().name() + "=0x0";
    }

    /// The settings that make the state.
    public static List<String> of(MachineState state) {
        return of(state, plain(state.isa()));
    }

    /// The settings that make the state out of one in which a return leads to `end`.
    public static List<String> of(MachineState state, long end) {
        MachineState plain = plain(state.isa());
        StatePreparer.link(plain, end);
        return of(state, plain);
    }

    private static List<String> of(MachineState state, MachineState plain) {
        List<String> settings = new ArrayList<>();
        for (Register register : state.registerSet().registers()) {
            if (!Arrays.equals(state.bytes(register.name()), plain.bytes(register.name()))) {
                settings.add(register.name() + "=" + value(state, register));
            }
        }
        memory("data", state.data(), plain.data(), settings);
        memory("stack", state.stack(), plain.stack(), settings);
        return settings;
    }

    /// A register's value, as in `0x12`.
    public static String value(MachineState state, Register register) {
        byte[] bytes = state.bytes(register.name());
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return "0x" + new BigInteger(1, reversed).toString(16);
    }

    private static void memory(String name, byte[] bytes, byte[] plain, List<String> settings) {
        for (int at = next(bytes, plain, 0); at < bytes.length; ) {
            int end = at + 1;
            int further = next(bytes, plain, end);
            while (further < bytes.length && further - end < GAP) {
                end = further + 1;
                further = next(bytes, plain, end);
            }
            settings.add("%s+0x%x=%s".formatted(name, at, HexFormat.of().formatHex(bytes, at, end)));
            at = further;
        }
    }

    private static int next(byte[] bytes, byte[] plain, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] == plain[at]) {
            at++;
        }
        return at;
    }
}
