package dev.touchstone.conformance.report;

import dev.touchstone.conformance.report.Disagreement.Bits;
import dev.touchstone.conformance.report.Disagreement.Part;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two encodings side by side: parts of the same name stand at the same place.
public final class LayoutComparison {
    /// What stands at one place.
    ///
    /// @param left null if that side has no such part
    /// @param right null if that side has no such part
    public record Pair(@Nullable Part left, @Nullable Part right) {
        /// Whether the two are other bytes.
        public boolean differs() {
            return left == null || right == null || !left.bytes().equals(right.bytes());
        }

        /// Whether the sides have other bits where a field of one of them stands.
        public boolean differs(Bits field) {
            if (left == null
                    || right == null
                    || left.bytes().length() != right.bytes().length()) {
                return true;
            }
            long bits = number(left.bytes()) ^ number(right.bytes());
            return (bits >>> field.low() & -1L >>> 64 - field.width()) != 0;
        }
    }

    private LayoutComparison() {}

    private static long number(String hex) {
        long number = 0;
        byte[] bytes = HexFormat.of().parseHex(hex);
        for (int i = Math.min(bytes.length, Long.BYTES) - 1; i >= 0; i--) {
            number = number << 8 | bytes[i] & 0xFF;
        }
        return number;
    }

    /// A disagreement's bytes beside the other side's; empty if one side has none.
    public static List<Pair> of(Disagreement disagreement) {
        if (disagreement.layout().isEmpty()) {
            return List.of();
        }
        return switch (disagreement.evidence()) {
            case ReportedEvidence.Bytes bytes -> {
                List<Part> ours = new ArrayList<>(bytes.before());
                ours.addAll(disagreement.layout());
                yield bytes.layout().isEmpty() ? List.of() : of(ours, bytes.layout());
            }
            case ReportedEvidence.Reading reading ->
                reading.layout().isEmpty() ? List.of() : of(disagreement.layout(), reading.layout());
            case ReportedEvidence.Words _, ReportedEvidence.Runs _ -> List.of();
        };
    }

    /// The parts of both sides in order, as many as can be under their namesakes (of more than one way to do
    /// that, one with more equal bytes).
    public static List<Pair> of(List<Part> left, List<Part> right) {
        int[][] best = new int[left.size() + 1][right.size() + 1];
        for (int i = left.size() - 1; i >= 0; i--) {
            for (int j = right.size() - 1; j >= 0; j--) {
                best[i][j] = Math.max(
                        Math.max(best[i + 1][j], best[i][j + 1]),
                        score(left.get(i), right.get(j)) + best[i + 1][j + 1]);
            }
        }
        List<Pair> pairs = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < left.size() || j < right.size()) {
            if (i < left.size()
                    && j < right.size()
                    && score(left.get(i), right.get(j)) > 0
                    && best[i][j] == score(left.get(i), right.get(j)) + best[i + 1][j + 1]) {
                pairs.add(new Pair(left.get(i++), right.get(j++)));
            } else if (j == right.size() || i < left.size() && best[i + 1][j] >= best[i][j + 1]) {
                pairs.add(new Pair(left.get(i++), null));
            } else {
                pairs.add(new Pair(null, right.get(j++)));
            }
        }
        return pairs;
    }

    private static int score(Part left, Part right) {
        return !left.name().equals(right.name()) ? 0 : left.bytes().equals(right.bytes()) ? 3 : 2;
    }
}
