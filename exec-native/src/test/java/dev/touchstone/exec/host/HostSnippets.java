package dev.touchstone.exec.host;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Machine;
import java.util.HexFormat;
import java.util.Locale;

/// A few bytes of code for whatever host the tests run on.
enum HostSnippets {
    /// Gives back its first argument, an integer or a pointer.
    IDENTITY("4889f8 c3", "4889c8 c3", "c0035fd6"),
    /// Gives back its first argument, a float or double.
    SAME_FLOAT("c3", "c3", "c0035fd6"),
    /// Ends in a jump to its first argument.
    JUMP("ffe7", "ffe1", "00001fd6");

    private final String systemV;
    private final String windows;
    private final String arm;

    HostSnippets(String systemV, String windows, String arm) {
        this.systemV = systemV;
        this.windows = windows;
        this.arm = arm;
    }

    NativeCode load() throws EngineMissingException {
        boolean a64 = System.getProperty("os.arch").equals("aarch64");
        boolean win = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        String hex = a64 ? arm : win ? windows : systemV;
        return NativeCode.load(
                CodeImage.of(a64 ? Machine.A64 : Machine.X86_64, HexFormat.of().parseHex(hex.replace(" ", ""))));
    }
}
