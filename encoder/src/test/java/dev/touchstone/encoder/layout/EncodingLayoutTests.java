package dev.touchstone.encoder.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.EncodingLayout;
import dev.touchstone.encoder.EncodingLayout.Field;
import dev.touchstone.encoder.EncodingLayout.Part;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.isa.Isa;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingLayoutTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X86_64 | 4801d8 | REX=48(0100 W=1 R=0 X=0 B=0) opcode=1 ModRM=d8(mod=3 reg=3 rm=0)",
                "X86_64 | 4883c47f | REX=48(0100 W=1 R=0 X=0 B=0) opcode=83 ModRM=c4(mod=3 digit=0 rm=4) imm8=7f",
                "X86_64 | f0 66 65 41 01 84 24 78563412 | LOCK=f0 operand size=66 gs override=65 "
                        + "REX=41(0100 W=0 R=0 X=0 B=1) opcode=1 ModRM=84(mod=2 reg=0 rm=4) "
                        + "SIB=24(scale=0 index=4 base=4) disp32=12345678",
                "X86_64 | f30fb8c1 | REP=f3 escape=f opcode=b8 ModRM=c1(mod=3 reg=0 rm=1)",
                "X86_64 | 9bd93b | FWAIT=9b opcode=d9 ModRM=3b(mod=0 digit=7 rm=3)",
                "X86_64 | 660f3a0fc105 | operand size=66 escape=3a0f opcode=f ModRM=c1(mod=3 reg=0 rm=1) imm8=5",
                "X86_64 | 48b8efcdab8967452301 | REX=48(0100 W=1 R=0 X=0 B=0) opcode=b8(opcode=17 reg=0) "
                        + "imm64=123456789abcdef",
                "X86_64 | c5f458c2 | VEX=c5 VEX P0=f4(R=1 vvvv=e L=1 pp=0) opcode=58 ModRM=c2(mod=3 reg=0 rm=2)",
                "X86_64 | c4e3714ac230 | VEX=c4 VEX P0=e3(R=1 X=1 B=1 mmmmm=3) VEX P1=71(W=0 vvvv=e L=0 pp=1) "
                        + "opcode=4a ModRM=c2(mod=3 reg=0 rm=2) is4=30(reg=3 imm4=0)",
                "X86_64 | 62f17449584802 | EVEX=62 EVEX P0=f1(R3=1 X3=1 B3=1 R4=1 B4=0 mmm=1) "
                        + "EVEX P1=74(W=0 vvvv=e X4=1 pp=0) EVEX P2=49(z=0 LL=2 b=0 V4=1 aaa=1) opcode=58 "
                        + "ModRM=48(mod=1 reg=1 rm=0) disp8=2",
                "X86_64 | eb05 | opcode=eb rel8=5",
                "X86_32 | c8341205 | opcode=c8 imm16=1234 imm8=5",
                "X86_32 | a144332211 | opcode=a1 address32=11223344",
                "X86_32 | 678b4702 | address size=67 opcode=8b ModRM=47(mod=1 reg=0 rm=7) disp8=2",
                "A64 | 20040291 | word=91020420(1 0 0 100010 sh=0 imm12=81 Rn=1 Rd=0)",
                "A32 | 020081e0 | word=e0810002(cond=e 000 0100 0 Rn=1 Rd=0 imm5=0 stype=0 0 Rm=2)",
                "T32 | 8818 | halfword=1888(0001100 Rm=2 Rn=1 Rd=0)",
                "T32 | 00f000b8 | first halfword=f000(11110 S=0 imm10=0) "
                        + "second halfword=b800(10 J1=1 1 J2=1 imm11=0)"
            })
    void theFieldsAreThoseOfTheManual(Isa isa, String hex, String expected) {
        byte[] code = HexFormat.of().parseHex("90" + hex.replace(" ", "")); // a byte before: offsets count
        EncodingLayout layout = MachineLanguages.of(isa).layout(code, 1);
        assertEquals(code.length - 1, layout.length());
        assertEquals(
                withoutFixedRuns(expected),
                withoutFixedRuns(
                        layout.parts().stream().map(EncodingLayoutTests::text).collect(Collectors.joining(" "))));
    }

    /// How fixed bits are grouped is the row's affair.
    private static String withoutFixedRuns(String text) {
        return text.replaceAll("(?<=[( ])[01]+(?=[ )])", "")
                .replaceAll(" +", " ")
                .replace("( ", "(")
                .replace(" )", ")");
    }

    private static String text(Part part) {
        String fields = part.fields().stream().map(EncodingLayoutTests::text).collect(Collectors.joining(" "));
        return part.name() + "=" + Long.toHexString(part.value()) + (fields.isEmpty() ? "" : "(" + fields + ")");
    }

    private static String text(Field field) {
        String bits = Long.toBinaryString(1L << field.width() | field.value()).substring(1);
        return field.name().isEmpty() ? bits : field.name() + "=" + Long.toHexString(field.value());
    }

    @Test
    void fieldsOfAPartLeaveNoBitOut() {
        Part word = MachineLanguages.of(Isa.A64)
                .layout(new byte[] {0x20, 0x04, 0x02, (byte) 0x91}, 0)
                .parts()
                .getFirst();
        int end = 32;
        for (Field field : word.fields()) {
            assertEquals(end, field.low() + field.width(), field.name());
            end = field.low();
        }
        assertEquals(0, end);
    }

    @Test
    void bytesOfNoInstructionHaveNoLayout() {
        assertThrows(
                DecodingException.class, () -> MachineLanguages.of(Isa.A64).layout(new byte[] {-1, -1, -1, -1}, 0));
        assertThrows(
                DecodingException.class, () -> MachineLanguages.of(Isa.X86_64).layout(new byte[] {0x48}, 0));
    }

    @Test
    void aDiagramOfAnotherWidthIsRefused() {
        Part part = Part.of("ModRM", new byte[] {0}, 0, 0, 1);
        assertThrows(IllegalArgumentException.class, () -> part.drawn("mod:2 reg:3"));
    }
}
