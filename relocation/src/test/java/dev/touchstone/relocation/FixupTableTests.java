package dev.touchstone.relocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixupTableTests {
    private static FixupTable parse(String text) throws IOException {
        return FixupTable.parse("planted.fixups", new BufferedReader(new StringReader(text)));
    }

    /// `row ; what the error says`.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "X | 1 | 32 | S + A | - | 31:0=31:0 ; 7 or 8 columns, this one 6",
                "X | 1 | 32 | S + A | - | 31:0=31:0 | signed | | ; 7 or 8 columns, this one 9",
                "X | one | 32 | S + A | - | 31:0=31:0 | signed ; one",
                "X | 1 | 24 | S + A | - | 23:0=23:0 | signed ; unknown container \"24\"",
                "X | 1 | 32 | S * A | - | 31:0=31:0 | signed ; unknown formula \"S * A\"",
                "X | 1 | 32 | S + A - Q | - | 31:0=31:0 | signed ; unknown formula \"S + A - Q\": \"Q\" is none of P, Pa,",
                "X | 1 | 32 | S + A | U:size | 31:0=31:0 | signed ; unknown transform \"U:size\"",
                "X | 1 | 32 | S + A | 00:magnitude12 | 31:0=31:0 | signed ; unknown transform \"00:magnitude12\"",
                "X | 1 | 8 | S + A | - | 31:0=31:0 | signed ; bits outside of the container's 1 bytes",
                "X | 1 | 32 | S + A | - | 31:0=30:0 | signed ; differ in width",
                "X | 1 | 32 | S + A | - | 31:0 | signed ; not of the form",
                "X | 1 | 32 | S + A | - | 0:31=0:31 | signed ; no bit range",
                "X | 1 | 64 | S + A | - | 64:0=64:0 | signed ; no bit range",
                "X | 1 | 32 | S + A | - | 3:2:1=3:1 | signed ; no bit range",
                "X | 1 | 32 | S + A | - | 15:0=15:0 15:8=23:16 | signed ; two runs claim the same word bit",
                "X | 1 | 32 | S + A | - | 15:0=15:0 31:16=15:0 | signed ; two runs store the same value bit",
                "X | 1 | 32 | S + A | - | 15:0=15:0 31:24=31:24 | signed ; leave out a value bit from 31 to 0",
                "X | 1 | 32 | S + A | - | 31:0=31:0 | often ; unknown check \"often\"",
                "X | 1 | 32 | S + A | - | 31:0=31:0 | signed | size=3 ; not one of coff=",
                "X | 1 | 32 | S + A | - | 31:0=31:0 | signed | as=Y ; no fixup kind Y"
            })
    void aWrongRowIsNamedWithFileAndLine(String row, String said) {
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> parse("# comment\n" + row + "\n"));
        assertTrue(wrong.getMessage().startsWith("planted.fixups:2: "), wrong.getMessage());
        assertTrue(wrong.getMessage().contains(said), wrong.getMessage());
    }

    @Test
    void namesAndNumbersAreUnique() {
        String row = " | 32 | S + A | - | 31:0=31:0 | signed";
        assertEquals(
                "planted.fixups:2: a second row for X",
                assertThrows(IllegalArgumentException.class, () -> parse("X | 1" + row + "\nX | 2" + row))
                        .getMessage());
        assertEquals(
                "planted.fixups:2: Y has the ELF number of X",
                assertThrows(IllegalArgumentException.class, () -> parse("X | 1" + row + "\nY | 1" + row))
                        .getMessage());
        assertEquals(
                "planted.fixups:2: Y and X differ in their ELF number",
                assertThrows(IllegalArgumentException.class, () -> parse("X | 1" + row + "\nY | 2" + row + " | as=X"))
                        .getMessage());
    }

    @Test
    void oneNumberMayStandForSeveralKindsIfTheRowSaysSo() throws IOException {
        String row = " | 1 | 32 | S + A | - | 31:0=31:0 | signed";
        FixupTable table = parse("@address 32\nX" + row + "\nY" + row + " | as=X coff=0x14 macho=2");
        assertEquals(1, table.get("Y").elfType());
        assertEquals(0x14, table.get("Y").coffType().orElseThrow());
        assertEquals(2, table.get("Y").machOType().orElseThrow());
    }

    @Test
    void anAddressHas32Or64Bits() {
        IllegalArgumentException wrong = assertThrows(IllegalArgumentException.class, () -> parse("@address 16"));
        assertEquals("planted.fixups:1: an address has 32 or 64 bits, not 16", wrong.getMessage());
    }
}
