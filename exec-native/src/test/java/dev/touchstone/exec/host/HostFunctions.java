package dev.touchstone.exec.host;

import dev.touchstone.exec.engines.Host;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Machine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/// Small functions for whatever machine the tests run on.
final class HostFunctions {
    static final boolean ARM = Host.current().arch().equals("aarch64");

    private HostFunctions() {}

    /// `int f(void)` that returns the value; on x86-64 five bytes and a return, on A64 two moves and a return.
    static byte[] constant(int value) {
        if (!ARM) {
            return little(6).put((byte) 0xB8).putInt(value).put((byte) 0xC3).array();
        }
        return little(12)
                .putInt(0x5280_0000 | (value & 0xFFFF) << 5) // movz w0, #low
                .putInt(0x72A0_0000 | (value >>> 16) << 5) // movk w0, #high, lsl #16
                .putInt(0xD65F_03C0) // ret
                .array();
    }

    /// `void f(int *flags)` that sets the second flag and runs until the first is not 0.
    static byte[] waiting() {
        if (!ARM) {
            return HexFormat.of()
                    .parseHex(
                            Host.current().isWindows()
                                    ? "c7410401000000" + "833900" + "74fb" + "c3"
                                    : "c7470401000000" + "833f00" + "74fb" + "c3");
        }
        return little(20)
                .putInt(0x5280_0021) // mov w1, #1
                .putInt(0xB900_0401) // str w1, [x0, #4]
                .putInt(0xB940_0001) // ldr w1, [x0]
                .putInt(0x34FF_FFE1) // cbz w1, the load
                .putInt(0xD65F_03C0) // ret
                .array();
    }

    static CodeImage image(byte[] code) {
        return CodeImage.of(ARM ? Machine.A64 : Machine.X86_64, code);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
