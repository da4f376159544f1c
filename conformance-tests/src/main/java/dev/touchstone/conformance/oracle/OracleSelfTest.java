package dev.touchstone.conformance.oracle;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// What an oracle must answer before it is believed: `self-tests.table`.
public final class OracleSelfTest {
    private OracleSelfTest() {}

    /// What is wrong with it for a set, or the empty text.
    public static String failure(Oracle oracle, Isa isa) {
        List<Row> rows = TableReader.read(OracleSelfTest.class, "self-tests.table").stream()
                .filter(row -> row.column(0).equals(isa.label()))
                .toList();
        List<Answer> answers =
                oracle.assemble(isa, rows.stream().map(row -> row.column(1)).toList(), 0x1000);
        for (int i = 0; i < answers.size(); i++) {
            String wrong = wrong(answers.get(i), rows.get(i).column(2));
            if (!wrong.isEmpty()) {
                return isa + " \"" + rows.get(i).column(1) + "\" " + wrong;
            }
        }
        return "";
    }

    private static String wrong(Answer answer, String expected) {
        boolean refuse = expected.equals("refused");
        boolean fits = refuse
                ? answer instanceof Answer.Refused
                : answer instanceof Answer.Bytes(byte[] bytes)
                        && Arrays.equals(bytes, HexFormat.of().parseHex(expected));
        return fits ? "" : "gives " + answer + ", not " + expected;
    }
}
