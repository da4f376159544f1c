package dev.touchstone.conformance.oracle.keystone;

import java.util.HexFormat;

/// What Keystone says to a line, as text: the bytes in hexadecimal, or `!` and why there are none.
final class Reply {
    private static final String REFUSED = "!";

    private Reply() {}

    static String refused(String why) {
        return REFUSED + why;
    }

    /// It reports no error; a bad statement among several it may have dropped.
    ///
    /// @param statements that it says it took
    static String assembled(byte[] bytes, long statements, String line) {
        long expected = line.lines().filter(l -> !l.isBlank()).count();
        return bytes.length == 0 || statements != expected
                ? refused("it takes " + statements + " of " + expected + " statements, and gives " + bytes.length
                        + " bytes")
                : HexFormat.of().formatHex(bytes);
    }

    static boolean isRefused(String reply) {
        return reply.startsWith(REFUSED);
    }

    /// Why there are no bytes.
    static String reason(String reply) {
        return reply.substring(REFUSED.length());
    }
}
