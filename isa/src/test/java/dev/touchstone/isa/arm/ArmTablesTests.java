package dev.touchstone.isa.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.TableException;
import dev.touchstone.isa.table.TableReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The tables load, and a planted mistake in a row is told with file and line.
class ArmTablesTests {
    private static final String SYMBOLS = """
            Xd    | x    | Rd
            Xn    | x    | Rn
            imm12 | uimm | imm12
            sh    | names | sh | 0=0 12=1 default=0
            bad   | nonsense | Rd
            odd   | uimm | Rd | scales=3
            far   | uimm | Rd | max=40
            Xd2   | next | - | of=Xd
            never | uimm | Rd | min=3 max=2
            tall  | uimm | Rd | default=99
            """;

    private static List<ArmForm> load(String row) {
        Symbols symbols = new Symbols();
        symbols.add(TableReader.read("test.symbols", SYMBOLS));
        return ArmTables.forms(Isa.A64, TableReader.read("test.rows", "# a comment\n" + row), symbols);
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void tablesLoad(Isa isa) {
        List<ArmForm> forms = ArmTables.forms(isa);
        assertTrue(forms.size() > 1000, () -> forms.size() + " forms");
        Set<String> ids = new HashSet<>();
        for (ArmForm form : forms) {
            assertTrue(ids.add(form.id()));
            assertTrue(form.id().startsWith(isa.label() + ":"), form.id());
            assertTrue(isa == Isa.T32 || form.bits().width() == 32, form.id());
            boolean wide = form.bits().width() == 32;
            if (isa == Isa.T32) {
                int first = form.bits().value() >>> (wide ? 27 : 11);
                assertEquals(wide, first >= 0b11101, () -> form.id() + ": its first five bits say another width");
            }
        }
    }

    @Test
    void aGoodRow() {
        ArmForm form =
                load("ADD | ADD <Xd>, <Xn>, #<imm12>{, LSL #<sh>} | 1 0 0 100010 sh:1 imm12:12 Rn:5 Rd:5 | BASE | w:NZCV branch")
                        .getFirst();
        assertEquals("a64:ADD", form.id());
        assertEquals("add", form.mnemonic());
        assertEquals(0x91000000, form.bits().value());
        assertEquals(0xFF800000, form.bits().mask());
        assertEquals(Set.of("N", "Z", "C", "V"), form.effects().flagsWritten());
        assertEquals(Set.of("branch"), form.effects().traits());
        assertEquals(4, form.holes().size());
    }

    @Test
    void aFieldInTwoPlaces() {
        ArmForm form =
                load("TWICE | TWICE <Xd> | 000000 Rd:5 00000000000 Rd:5 00000").getFirst();
        assertTrue(form.bits().matches(3 << 21 | 3 << 5));
        assertEquals(false, form.bits().matches(3 << 21 | 2 << 5));
        assertEquals(3 << 21 | 3 << 5, form.holes().getFirst().spread(3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    ADD | ADD <Xd> | 100 Rd:5                                      ~ the bits add up to 8, not to 16 or 32
                    ADD | ADD <Xd>, <Xq> | 00000000000 0000000000000000 Rd:5        ~ no symbols table of a64 has the hole <Xq>
                    ADD | ADD <Xn> | 00000000000 0000000000000000 Rd:5              ~ <Xn> is in field Rn, which the bits don't have
                    ADD | ADD <Xd> | 000000 Rn:5 0000000000000000 Rd:5              ~ no operand is in the fields [Rn]
                    ADD | ADD #<far> | 00000000000 0000000000000000 Rd:5            ~ max is beyond the 5 bits
                    ADD | ADD <bad> | 00000000000 0000000000000000 Rd:5             ~ unknown kind "nonsense"
                    ADD | ADD <odd> | 00000000000 0000000000000000 Rd:5             ~ unknown parameters [scales]
                    ADD | ADD <Xd>, <odd> | 00000000000 0000000000000000 Rd:5       ~ holds two operands
                    ADD | ADD {<Xd>} | 00000000000 0000000000000000 Rd:5            ~ may be left out, but has no default=
                    ADD | ADD <Xd2>, <Xd> | 00000000000 0000000000000000 Rd:5       ~ follows <Xd>, which does not stand before it
                    ADD | ADD <tall> | 00000000000 0000000000000000 Rd:5            ~ is not allowed there
                    ADD | ADD #<never> | 00000000000 0000000000000000 Rd:5         ~ <never>: the kind uimm refuses all of its encodings
                    ADD | ADD {, <Xd> | 00000000000 0000000000000000 Rd:5           ~ a { without its }
                    ADD | ADD <Xd>} | 00000000000 0000000000000000 Rd:5             ~ a } without its {
                    ADD | ADD <Xd | 00000000000 0000000000000000 Rd:5               ~ a < without its >
                    ADD | ADD <Xd> | 0000000000x 0000000000000000 Rd:5              ~ neither bits nor a field
                    ADD | ADD <Xd> | 00000000000 0000000000000000 Rd:5 |  | w:K     ~ no flag
                    ADD | ADD <Xd> | 00000000000 0000000000000000 Rd:5 | | | sometimes ~ unknown attribute "sometimes"
                    ADD | ADD <Xd> | 00000000000 0000000000000000 Rd:5 | | | mem=8  ~ is not of the shape
                    ADD | ADD <Xd> | 00000000000 0000000000000000 Rd:5 | | | access=x ~ access is r, w, rw or n
                    ADD | ADD <Xd> | 00000000000 0000000000000000 Rd:5 | | | differ=Xd:Xm ~ does not name two operands
                    ADD | ADD<c><d> <Xd> | 00000000000 0000000000000000 Rd:5        ~ one hole at the most
                    ADD | ADD <Xd>                                                 ~ a row is written
                    """)
    void mistakesAreToldWithTheirPlace(String row, String message) {
        TableException e = assertThrows(TableException.class, () -> load(row));
        assertTrue(e.getMessage().contains(message), e::getMessage);
        assertTrue(e.getMessage().contains("test.rows:2"), e::getMessage);
    }

    @Test
    void aNameThatStandsTwice() {
        String row = "ADD | ADD <Xd> | 00000000000 0000000000000000 Rd:5\n";
        TableException e = assertThrows(TableException.class, () -> load(row + row));
        assertTrue(
                e.getMessage().startsWith("test.rows:3: the name stands twice, first at test.rows:2"), e::getMessage);
    }
}
