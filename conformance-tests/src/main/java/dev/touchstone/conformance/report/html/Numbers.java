package dev.touchstone.conformance.report.html;

import java.util.Locale;

/// Numbers as pages show them.
final class Numbers {
    private Numbers() {}

    static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%,.1f s", seconds);
    }

    /// Three digits and a letter: `1.34 M`, `512 k`, `87`.
    static String rate(double rate) {
        if (rate >= 999_500) {
            return String.format(Locale.ROOT, "%.2f M", rate / 1e6);
        }
        return rate >= 1000
                ? String.format(Locale.ROOT, rate >= 9_950 ? "%.0f k" : "%.1f k", rate / 1e3)
                : String.format(Locale.ROOT, "%.0f", rate);
    }
}
