package dev.touchstone.conformance.oracle.keystone;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Our x86 text as Keystone wants it.
final class KeystoneText {
    /// A decimal number of two digits or more that stands alone.
    private static final Pattern DECIMAL = Pattern.compile("(?<![\\w.])[0-9]{2,}(?![\\w.])");

    private KeystoneText() {}

    /// The line with its numbers in hexadecimal: Keystone reads some decimals otherwise.
    static String x86(String line) {
        Matcher decimal = DECIMAL.matcher(line);
        return decimal.replaceAll(number -> "0x" + Long.toHexString(Long.parseUnsignedLong(number.group())));
    }
}
