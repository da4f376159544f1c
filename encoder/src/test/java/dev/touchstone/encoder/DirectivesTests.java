package dev.touchstone.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.ObjectCode;
import dev.touchstone.relocation.RelocationException;
import dev.touchstone.relocation.SectionKind;
import dev.touchstone.relocation.SymbolType;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Directives, numeric local labels and literals of text. Bytes are those that LLVM 19 gives.
class DirectivesTests {
    private static String hex(Isa isa, String source) {
        return HexFormat.of()
                .formatHex(TextAssembler.assemble(isa, source, 0x1000).at(0x1000));
    }

    private static String failure(Isa isa, String source) {
        return assertThrows(RuntimeException.class, () -> hex(isa, source)).getMessage();
    }

    @Test
    void numbersTextAndDistances() {
        assertEquals("0102610aff" + "3412" + "613b62202300" + "000000" + "ecffffff" + "00000000", hex(Isa.X86_64, """
                        1: .byte 1, 2, 'a', '\\n', -1  # a comment; with a semicolon
                        .word 0x1234; .asciz "a;b #"
                        .zero 3
                        .long 1b - x
                        x: .long . - x
                        """));
        assertEquals("0d0c0000ffff0000", hex(Isa.A64, ".word 0xc0d; .hword -1; .zero 2"));
        assertEquals(
                "ffffffccccccccffffff00", hex(Isa.A32, ".fill 3, 1, -1; .space 4, 0xcc; .fill 3, 1, 255; .skip 1"));
        assertEquals("0810000000000000" + "05", hex(Isa.X86_64, ".quad x; x: .byte x - 1f + 6; 1:"));
    }

    @Test
    void numericLocalLabels() {
        assertEquals("60000010ffffff17400000b41f2003d5", hex(Isa.A64, "1: adr x0, 1f; b 1b; cbz x0, 1f+4; 1: nop"));
        assertEquals("90ebfdebfe", hex(Isa.X86_64, "1: nop; jmp 1b; 2: jmp 2b"));
        assertEquals(
                "eb0590ebfdebfe7503e9f9feffff",
                hex(Isa.X86_64, "jmp x; 1: nop; jmp 1b; 2: jmp 2b; x: jne 0x100c; jmp 0xf07"));
        assertTrue(failure(Isa.A64, "b 7b").contains("no local label 7 before"));
        assertTrue(failure(Isa.A64, "b 7f").contains("\"7f\""));
    }

    @ParameterizedTest
    @CsvSource({
        "A64, 'ldr x0, =0x12340000; ldr w1, =0xffff0000; ldr x2, =0; ldr x5, =0x10000', 8046a2d2e1ffbf52020080d22500a0d2",
        "A64, 'ldr x3, =0x123456789; ldr w7, =-1; .ltorg', 43000058670000188967452301000000ffffffff",
        "A32, 'ldr r0, =0xff000; ldr r1, =0xffffff00; ldrne r2, =0x1234', ff0aa0e3ff10e0e334220113",
        "A32, 'ldr r3, =x; x: .ltorg', 04301fe504100000",
        "T32, 'ldr r0, =0xff000; ldr r1, =0xffffff00; ldr r2, =0x1234; ldr r4, =5', 4ff47f206ff0ff0141f234224ff00504",
    })
    void constantsByMoveOrLiteral(Isa isa, String source, String bytes) {
        assertEquals(bytes, hex(isa, source));
    }

    @Test
    void sectionsAndSymbols() {
        ObjectCode object = TextAssembler.read(Isa.X86_64, """
                .globl main, table
                .type main, %function
                .extern puts
                main: lea rdi, [rip + message]; call puts; ret
                .section .rodata.str
                message: .asciz "hi"
                .data
                table: .quad main, message + 1
                .bss
                .balign 16
                room: .zero 100
                """, 0).toObject();
        assertEquals(
                List.of(SectionKind.TEXT, SectionKind.RODATA, SectionKind.DATA, SectionKind.BSS),
                object.sections().stream().map(ObjectCode.Section::kind).toList());
        assertEquals(100, object.sections().getLast().size());
        assertArrayEquals(new byte[] {'h', 'i', 0}, object.sections().get(1).bytes());
        ObjectCode.Symbol main = object.symbols().getFirst();
        assertEquals(new ObjectCode.Symbol("main", 0, 0, true, SymbolType.FUNCTION), main);
        CodeImage image = TextAssembler.assemble(Isa.A64, ".data; .skip 3; x: .byte 1; .text; nop", 0);
        assertEquals(0x1_0003, image.offsetOf("x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".foo | no directive .foo; there are .2byte",
                ".byte 256 | 256 does not fit into 1 bytes",
                ".byte 1,,2 | .byte: an operand is missing",
                ".quad a + b | at most one label",
                ".quad -a | can only be subtracted from another",
                ".quad 017 | octal or decimal",
                ".quad 1 2 | expected + or -",
                ".quad 0x11111111111111111 | more than 64 bits",
                ".align 33 | 2 to the power of 0 to 20, not of 33",
                ".balign 3 | power of two",
                ".type f, %blah | .type name, %function",
                ".asciz abc | in double quotes",
                ".asciz \"\\q\" | \\q is no escape",
                ".section .init | no section .init",
                ".text 1 | it takes no operand",
                ".skip -1 | -1 zero bytes",
                ".data; nop | code belongs in .text",
                ".bss; .byte 1 | .bss holds no bytes",
                "ldr q0, =1 | general-purpose register",
                "ldrsw x0, =1 | general-purpose register",
                "ldr w0, =0x100000005 | w0 takes a constant of 32 bits",
                "ldr w0, =-0x80000001 | w0 takes a constant of 32 bits",
                ".type f, xfunction | .type name, %function",
            })
    void eachMistakeIsNamed(String source, String message) {
        String failure = failure(Isa.A64, source);
        assertTrue(failure.contains(message), failure);
    }

    @Test
    void aMistakeInSeveralLinesNamesItsLine() {
        assertTrue(failure(Isa.A64, "nop\n.byte 1\n.byte 300\n").startsWith("line 3: "));
        assertThrows(RelocationException.class, () -> hex(Isa.A64, "b nowhere"));
    }
}
