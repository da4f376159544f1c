package dev.touchstone.exec.emulated;

import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.FaultKind;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import org.jspecify.annotations.Nullable;

/// Two kinds of x86 instructions. Those with a VEX, EVEX, XOP or REX2 prefix, but for BMI: Unicorn takes many
/// of them for their SSE cousins, ignores `vvvv`, and reports no error. And those of operating systems: Unicorn
/// passes over them or runs them.
final class X86Scrutiny implements Scrutiny {
    private static final Finding NO_VEX = new Finding.CanNotRun("Unicorn does not run VEX instructions right");
    private static final Finding NO_EVEX = new Finding.CanNotRun("Unicorn does not run EVEX instructions");
    private static final Finding NO_XOP = new Finding.CanNotRun("Unicorn does not run XOP instructions");
    private static final Finding NO_APX = new Finding.CanNotRun("Unicorn has no APX");
    private static final Finding SYSTEM = new Finding.Faults(FaultKind.SYSTEM);

    private static final String LEGACY_PREFIXES = "\u0026\u002E\u0036\u003E\u0064\u0065\u0066\u0067\u00F0\u00F2\u00F3";
    private static final int ALL = 0xFF;
    /// By opcode byte, a bit for each ModRM.reg for which it is a system instruction.
    private static final int[] ONE_BYTE = new int[256];

    private static final int[] TWO_BYTES = new int[256];

    static {
        for (Row row : TableReader.read(X86Scrutiny.class, "x86-system.table")) {
            String opcode = row.column(0);
            boolean two = opcode.startsWith("0f");
            String[] ends = opcode.substring(two ? 2 : 0).split("\\.\\.");
            int extensions = row.column(1).equals("-") ? ALL : 1 << Integer.parseInt(row.column(1));
            for (int i = Integer.parseInt(ends[0], 16); i <= Integer.parseInt(ends[ends.length - 1], 16); i++) {
                (two ? TWO_BYTES : ONE_BYTE)[i] |= extensions;
            }
        }
    }

    /// Whether this is 64-bit mode, where the vector prefixes' bytes mean nothing else.
    private final boolean wide;

    private final MachineLanguage language;

    X86Scrutiny(Isa isa) {
        wide = isa == Isa.X86_64;
        language = MachineLanguages.of(isa);
    }

    @Override
    public boolean suspects(byte[] code) {
        return hasSuchBytes(code) && !isPlain(code);
    }

    private static boolean hasSuchBytes(byte[] code) {
        int last = 0;
        for (byte signed : code) {
            int b = signed & 0xFF;
            if (b == 0xC4
                    || b == 0xC5
                    || b == 0x62
                    || b == 0x8F
                    || b == 0xD5
                    || ONE_BYTE[b] != 0
                    || last == 0x0F && TWO_BYTES[b] != 0) {
                return true;
            }
            last = b;
        }
        return false;
    }

    /// Whether these are instructions that run one after the other, and none of them is such a one: then such bytes
    /// are operands.
    private boolean isPlain(byte[] code) {
        int at = 0;
        while (at < code.length) {
            try {
                Decoded decoded = language.decode(code, at);
                if (!decoded.instruction().form().effects().traits().isEmpty() || at(code, at) != null) {
                    return false;
                }
                at += decoded.length();
            } catch (DecodingException e) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable Finding at(byte[] code, int offset) {
        int at = offset;
        while (at >= 0 && at < code.length && isPrefix(code[at] & 0xFF)) {
            at++;
        }
        if (at < 0 || at >= code.length) {
            return null;
        }
        Finding vector = vector(code, at);
        return vector == null && isSystem(code, at) ? SYSTEM : vector;
    }

    private boolean isPrefix(int b) {
        return LEGACY_PREFIXES.indexOf(b) >= 0 || wide && (b & 0xF0) == 0x40;
    }

    private @Nullable Finding vector(byte[] code, int at) {
        int first = code[at] & 0xFF;
        int second = byteAt(code, at + 1);
        boolean prefix = wide || second >= 0xC0;
        if (first == 0x62 && prefix) {
            return NO_EVEX;
        }
        if ((first == 0xC5 || first == 0xC4 && !isBmi(code, at)) && prefix) {
            return NO_VEX;
        }
        if (first == 0xD5 && wide) {
            return NO_APX;
        }
        return first == 0x8F && (second & 0x1F) >= 8 ? NO_XOP : null;
    }

    /// ANDN, BLSR, BLSMSK, BLSI, BZHI, PEXT, PDEP, MULX, BEXTR, SHLX, SARX, SHRX: map 2, F2, F3, F5 to F7;
    /// RORX: map 3, F0.
    private static boolean isBmi(byte[] code, int at) {
        int map = byteAt(code, at + 1) & 0x1F;
        int opcode = byteAt(code, at + 3);
        return map == 2 && opcode >= 0xF2 && opcode <= 0xF7 || map == 3 && opcode == 0xF0;
    }

    private static boolean isSystem(byte[] code, int at) {
        boolean two = code[at] == 0x0F;
        int extensions = two ? TWO_BYTES[byteAt(code, at + 1)] : ONE_BYTE[code[at] & 0xFF];
        if (extensions == 0 || extensions == ALL) {
            return extensions == ALL;
        }
        return (extensions >> (byteAt(code, at + (two ? 2 : 1)) >> 3 & 7) & 1) != 0;
    }

    private static int byteAt(byte[] code, int at) {
        return at < code.length ? code[at] & 0xFF : 0;
    }
}
