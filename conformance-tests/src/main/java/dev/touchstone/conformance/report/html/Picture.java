package dev.touchstone.conformance.report.html;

import dev.touchstone.conformance.report.Disagreement;
import dev.touchstone.conformance.report.Disagreement.Bits;
import dev.touchstone.conformance.report.Disagreement.Part;
import dev.touchstone.conformance.report.LayoutComparison;
import dev.touchstone.conformance.report.LayoutComparison.Pair;
import dev.touchstone.conformance.report.ReportedEvidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bytes, byte by byte, with the parts that the manual draws above and their fields below; where there is
/// another side, aligned with its bytes.
///
/// @param sides one or two
record Picture(List<Column> columns, List<Side> sides) {
    /// A part.
    ///
    /// @param bytes columns of bytes that it takes
    record Column(String name, int bytes, boolean differs) {}

    /// One side's row of bytes and row of fields.
    record Side(String name, List<Cell> bytes, List<Fields> fields) {}

    /// A byte; empty where this side has none.
    record Cell(String hex, boolean differs, boolean first) {}

    /// A part's fields.
    record Fields(int bytes, List<Field> fields) {}

    record Field(String name, String bits, boolean differs) {}

    static Picture of(Disagreement d) {
        List<Pair> pairs = LayoutComparison.of(d);
        boolean two = !pairs.isEmpty();
        if (!two) {
            pairs = d.layout().stream().map(part -> new Pair(part, part)).toList();
        }
        List<Column> columns = new ArrayList<>();
        for (Pair pair : pairs) {
            columns.add(new Column(name(pair), width(pair), pair.differs()));
        }
        List<Side> sides = new ArrayList<>();
        sides.add(side("under test", pairs, true));
        if (two) {
            sides.add(side(other(d.evidence()), pairs, false));
        }
        return new Picture(columns, sides);
    }

    private static String other(ReportedEvidence evidence) {
        return switch (evidence) {
            case ReportedEvidence.Bytes bytes -> bytes.by();
            case ReportedEvidence.Reading reading -> "as " + reading.by() + " reads it";
            case ReportedEvidence.Words _, ReportedEvidence.Runs _ -> "";
        };
    }

    private static String name(Pair pair) {
        Part part = pair.left() == null ? pair.right() : pair.left();
        return part == null ? "" : part.name();
    }

    private static int width(Pair pair) {
        return Math.max(bytes(pair.left()), bytes(pair.right()));
    }

    private static int bytes(@Nullable Part part) {
        return part == null ? 0 : part.bytes().length() / 2;
    }

    private static Side side(String name, List<Pair> pairs, boolean left) {
        List<Cell> cells = new ArrayList<>();
        List<Fields> fields = new ArrayList<>();
        for (Pair pair : pairs) {
            Part own = left ? pair.left() : pair.right();
            Part other = left ? pair.right() : pair.left();
            for (int i = 0; i < width(pair); i++) {
                String hex = hex(own, i);
                cells.add(new Cell(hex, !hex.equals(hex(other, i)), i == 0));
            }
            fields.add(new Fields(
                    width(pair),
                    own == null
                            ? List.of()
                            : own.fields().stream()
                                    .map(field -> field(field, pair))
                                    .toList()));
        }
        return new Side(name, cells, fields);
    }

    private static String hex(@Nullable Part part, int index) {
        return index < bytes(part) && part != null ? part.bytes().substring(2 * index, 2 * index + 2) : "";
    }

    private static Field field(Bits field, Pair pair) {
        String bits = Long.toBinaryString(1L << field.width() | field.value()).substring(1);
        return new Field(field.name(), bits, pair.differs(field));
    }
}
