package dev.touchstone.exec.host.worker;

import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.isa.Isa;
import org.jspecify.annotations.Nullable;

/// Finds the instructions by which x86 code calls the system, and puts undefined ones in their places. Looks at each
/// instruction in order from the first, up to one that is none; data between instructions is taken for code.
final class X86SystemCalls implements CodeGuard {
    private static final byte ESCAPE = 0x0F;
    private static final byte SYSCALL = 0x05;
    private static final byte SYSENTER = 0x34;
    private static final byte UD2 = 0x0B;
    private static final byte INT = (byte) 0xCD;
    private static final byte CALLS = (byte) 0x80;

    private final MachineLanguage language;

    X86SystemCalls(Isa isa) {
        language = MachineLanguages.of(isa);
    }

    @Override
    public byte[] harmless(byte[] code) {
        for (int i = 0; i + 1 < code.length; i++) {
            if (looksLikeCall(code, i)) {
                return replaced(code);
            }
        }
        return code;
    }

    private static boolean looksLikeCall(byte[] code, int at) {
        byte next = code[at + 1];
        return code[at] == ESCAPE && (next == SYSCALL || next == SYSENTER) || code[at] == INT && next == CALLS;
    }

    private byte[] replaced(byte[] code) {
        byte[] copy = code.clone();
        int at = 0;
        while (at < code.length) {
            Decoded decoded = decode(code, at);
            if (decoded == null) {
                break;
            }
            at += decoded.length();
            if (calls(decoded, code, at)) {
                copy[at - 2] = ESCAPE;
                copy[at - 1] = UD2;
            }
        }
        return copy;
    }

    /// Whether the instruction at an offset calls the system.
    boolean callsAt(byte[] code, long offset) {
        if (offset < 0 || offset >= code.length) {
            return false;
        }
        Decoded decoded = decode(code, (int) offset);
        return decoded != null && calls(decoded, code, (int) offset + decoded.length());
    }

    /// Prefixes may stand before its last two bytes.
    private static boolean calls(Decoded decoded, byte[] code, int end) {
        return decoded.length() >= 2
                && looksLikeCall(code, end - 2)
                && decoded.instruction().form().effects().traits().contains("system");
    }

    private @Nullable Decoded decode(byte[] code, int at) {
        try {
            return language.decode(code, at);
        } catch (DecodingException e) {
            return null;
        }
    }
}
