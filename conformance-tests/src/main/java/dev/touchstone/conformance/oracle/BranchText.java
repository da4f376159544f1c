package dev.touchstone.conformance.oracle;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Translates branch targets in x86 text: ours are absolute addresses, some oracles want or give them otherwise.
public final class BranchText {
    private static final Pattern BRANCH = Pattern.compile(
            "((?:(?:bnd|notrack|data16|rex64|rex\\.w)\\s+)*(?:j(?!mpabs)[a-z]+|call|loop[a-z]*|xbegin))\\s+(?:short\\s+|near\\s+)?"
                    + "(-?(?:0x[0-9a-f]+|[0-9]+))",
            Pattern.CASE_INSENSITIVE);

    private BranchText() {}

    /// The line with its target written as an offset from a label that stands before it; other lines as they are.
    ///
    /// @param wraps whether addresses have 32 bits, so that each target is within reach
    public static String relativeTo(String line, String label, long address, boolean wraps) {
        Matcher branch = BRANCH.matcher(line.strip());
        if (!branch.matches()) {
            return line;
        }
        long distance = number(branch.group(2)) - address;
        long offset = wraps ? (int) distance : distance;
        return branch.group(1) + " " + label + (offset < 0 ? "-" : "+") + "0x" + Long.toHexString(Math.abs(offset));
    }

    /// The line with its displacement, which counts from the instruction's end, as an absolute target; other
    /// lines as they are.
    ///
    /// @param end address behind the instruction
    /// @param mask of an address' bits
    public static String absolute(String line, long end, long mask) {
        Matcher branch = BRANCH.matcher(line.strip());
        if (!branch.matches()) {
            return line;
        }
        return branch.group(1) + " 0x" + Long.toHexString(end + number(branch.group(2)) & mask);
    }

    private static long number(String text) {
        String digits = text.toLowerCase(Locale.ROOT).replace("-", "");
        long value = digits.startsWith("0x")
                ? Long.parseUnsignedLong(digits.substring(2), 16)
                : Long.parseUnsignedLong(digits);
        return text.startsWith("-") ? -value : value;
    }
}
